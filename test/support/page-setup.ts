import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { buildPage } from "../../src/adapters/web/build-page.ts";
import { startBrowserServer } from "./browser-server.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** The page, built from the sources as they are. */
    pageDirectory: string;
    /** Where the browser of this run listens; undefined where there is none. */
    browserUrl: string | undefined;
  }
}

/** One build and one browser for the whole run; each test opens a session of its own in it. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const directory = await mkdtemp(join(tmpdir(), "moai-page-"));
  const removeDirectory = () => rm(directory, { recursive: true, force: true });
  try {
    if (!(await buildPage(directory))) throw new Error("vite is missing");
    const browser = await startBrowserServer();
    project.provide("pageDirectory", directory);
    project.provide("browserUrl", browser?.wsEndpoint());
    return async () => {
      await browser?.close();
      await removeDirectory();
    };
  } catch (error) {
    await removeDirectory();
    throw error;
  }
}
