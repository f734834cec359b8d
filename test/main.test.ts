import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, onTestFinished, test } from "vitest";
import { openDatabase } from "../src/storage/database.ts";
import { createSqlite } from "./support/databases.ts";
import { createModelServer, reply, say } from "./support/model-server.ts";
import { postRequest } from "./support/post-request.ts";
import { readEvents } from "./support/read-events.ts";
import { startMoai } from "./support/start-moai.ts";
import { startWithModels } from "./support/start-with-models.ts";

test("a model that was picked is asked after a kill, by a moai that never saw the list", async () => {
  const place = await createSqlite();
  let isListing = true;
  const server = await createModelServer(({ path, model }) => {
    if (!path.endsWith("/models")) return say(`${model} has a view.`);
    return isListing ? reply(200, { data: [{ id: "qwen/qwen3-max" }] }) : reply(503, {});
  });
  const first = await startWithModels(place.url, server.url);
  onTestFinished(async () => {
    await first.stop("SIGKILL");
    await server.close();
    await place.remove();
  });
  await postRequest(first.url, "/project new Harbour");
  await fetch(new URL("/api/models", first.url));
  const picked = await postRequest(first.url, "/project models qwen/qwen3-max");

  isListing = false;
  await first.stop("SIGKILL");
  const second = await startWithModels(place.url, server.url);
  onTestFinished(() => second.stop("SIGKILL").then(() => undefined));
  const events = readEvents(await fetch(new URL("/api/events", second.url)));
  await postRequest(second.url, "/open Who are you?");
  const seen = await events.until(
    (event) => event.kind === "messages" && event.messages.some(({ kind }) => kind === "model"),
  );
  await events.cancel();

  expect(picked.text).toBe("The team of Harbour: qwen3-max.");
  expect(seen.at(-1)).toMatchObject({
    messages: expect.arrayContaining([
      expect.objectContaining({ model: "qwen3-max", content: "qwen/qwen3-max has a view." }),
    ]),
  });
});

test("one discussion that cannot be read keeps moai from nothing", async () => {
  const place = await createSqlite();
  onTestFinished(place.remove);
  const first = await startMoai({ DATABASE_URL: place.url });
  await postRequest(first.url, "/in Inbox /discuss 5 Where is the crane?");
  await first.stop("SIGKILL");
  const database = await openDatabase(place.url);
  await database.db.updateTable("discussion").set({ status: "active", seats: "{" }).execute();
  await database.close();

  const second = await startMoai({ DATABASE_URL: place.url });
  onTestFinished(() => second.stop("SIGKILL").then(() => undefined));

  await second.line(/a discussion could not be taken up/);
  expect((await fetch(new URL("/healthz", second.url))).status).toBe(200);
});

test.each([
  ["with a mark at its beginning is read whole", "\uFEFFPORT=abc", /^- PORT is "abc"/m],
  ["that cannot be read is told of", undefined, /^- The file \.env cannot be read\. /m],
])("a file of settings %s", async (_, content, problem) => {
  const directory = await mkdtemp(join(tmpdir(), "moai-env-"));
  onTestFinished(() => rm(directory, { recursive: true, force: true }));
  const file = join(directory, ".env");
  await (content === undefined ? mkdir(file) : writeFile(file, content));

  const moai = spawn(
    process.execPath,
    [fileURLToPath(new URL("../bin/moai.mjs", import.meta.url))],
    {
      cwd: directory,
      env: { PATH: process.env["PATH"] },
      stdio: ["ignore", "ignore", "pipe"],
    },
  );
  let told = "";
  moai.stderr.on("data", (piece: Buffer) => (told += piece.toString()));
  const [status] = await once(moai, "close");

  expect(told).toMatch(problem);
  expect(status).toBe(78);
});
