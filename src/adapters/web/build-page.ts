import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

export const pageDirectory = fileURLToPath(new URL("../../../build/page/", import.meta.url));

/**
 * Builds the page from `client/`. Returns false where Vite is not installed: it is a tool of development,
 * and moai runs without its page.
 */
export async function buildPage(directory = pageDirectory): Promise<boolean> {
  const vite = await importVite();
  if (!vite) return false;
  await vite.build({
    configFile: false,
    root: fileURLToPath(new URL("client/", import.meta.url)),
    logLevel: "warn",
    build: {
      outDir: directory,
      emptyOutDir: true,
      target: ["chrome125", "firefox128", "safari18"],
      modulePreload: { polyfill: false },
      // Icons stay files: a data: URL would need a wider content security policy.
      assetsInlineLimit: 0,
    },
  });
  return true;
}

/** Builds the page where it is missing. Returns whether there is one. */
export async function ensurePage(directory = pageDirectory): Promise<boolean> {
  return existsSync(join(directory, "index.html")) || (await buildPage(directory));
}

async function importVite() {
  try {
    return await import("vite");
  } catch (error) {
    const isMissing =
      error instanceof Error && "code" in error && error.code === "ERR_MODULE_NOT_FOUND";
    if (isMissing) return undefined;
    throw error;
  }
}

if (import.meta.main && !(await buildPage())) {
  process.stdout.write("Vite is not installed, so the web page was not built.\n");
}
