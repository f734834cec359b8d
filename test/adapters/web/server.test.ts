import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type StartWebDeps, startWeb } from "../../../src/adapters/web/server.ts";
import { createEventBus } from "../../../src/engine/event-bus.ts";
import { createLog } from "../../../src/log.ts";
import { type OpenDatabase, openDatabase } from "../../../src/storage/database.ts";
import { readEvents } from "../../support/read-events.ts";

let database: OpenDatabase;
let pageDirectory: string;

beforeAll(async () => {
  database = await openDatabase("sqlite::memory:");
  pageDirectory = mkdtempSync(join(tmpdir(), "moai-page-"));
  writeFileSync(join(pageDirectory, "index.html"), "<title>moai</title>");
});

afterAll(async () => {
  await database.close();
  rmSync(pageDirectory, { recursive: true });
});

function start(options: Partial<Pick<StartWebDeps, "host" | "port" | "bus">> = {}) {
  return startWeb({
    db: database.db,
    bus: createEventBus(),
    models: new Map(),
    modelsLine: () => "",
    offer: undefined,
    isDemo: true,
    version: "0.0.0",
    handle: async () => ({ text: "", buttons: [] }),
    log: createLog("silent"),
    token: undefined,
    pageDirectory,
    host: "127.0.0.1",
    port: 0,
    ...options,
  });
}

describe("startWeb", () => {
  test("takes a free port, says which, and serves the page there", async () => {
    const web = await start();

    const response = await fetch(web.url);

    expect(web.url).toMatch(/^http:\/\/127\.0\.0\.1:[1-9]\d*\/$/);
    expect(await response.text()).toBe("<title>moai</title>");
    await web.close();
  });

  test("ends open streams when it closes, and its port is free again", async () => {
    const web = await start();
    const events = readEvents(await fetch(`${web.url}api/events`));
    await events.until(({ kind }) => kind === "table");

    await web.close();

    await expect(events.until(() => false)).rejects.toThrow("terminated");
    const again = await start({ port: Number(new URL(web.url).port) });
    await again.close();
  });

  test("stops listening to the bus when a page leaves", async () => {
    const bus = createEventBus();
    const left = Promise.withResolvers<void>();
    const web = await start({
      bus: {
        ...bus,
        subscribe(listener) {
          const unsubscribe = bus.subscribe(listener);
          return () => {
            unsubscribe();
            left.resolve();
          };
        },
      },
    });
    const leaving = new AbortController();
    const events = readEvents(await fetch(`${web.url}api/events`, { signal: leaving.signal }));
    await events.until(({ kind }) => kind === "table");

    leaving.abort();

    await expect(left.promise).resolves.toBeUndefined();
    await web.close();
  });

  test("names the setting when the port is taken", async () => {
    const web = await start();
    const port = Number(new URL(web.url).port);

    await expect(start({ port })).rejects.toThrow(
      `PORT ${port} is in use by another program. Stop it, or set PORT to another number; 0 takes a free one.`,
    );

    await web.close();
  });

  test("names the setting when the address is not one of this machine", async () => {
    await expect(start({ host: "203.0.113.1" })).rejects.toThrow(
      "HOST 203.0.113.1 is no address of this machine. Set HOST to 127.0.0.1 or one of its own.",
    );
  });
});
