import { expect, onTestFinished, test } from "vitest";
import { createSqlite } from "./support/databases.ts";
import { createModelServer, reply, say } from "./support/model-server.ts";
import { postRequest } from "./support/post-request.ts";
import { readEvents } from "./support/read-events.ts";
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
