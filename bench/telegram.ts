import { z } from "zod";
import { createModelServer, reply, say } from "../test/support/model-server.ts";
import { createFakeTelegram, type FakeTelegram } from "../test/support/telegram/fake-telegram.ts";
import { percentile } from "./percentile.ts";
import type { Row } from "./row.ts";
import { startChild } from "./start-child.ts";
import { customRouter } from "./start-models.ts";
import { startMoai } from "./start-server.ts";

const repetitions = 20;
const warmUps = 60;
const token = "123456789:token-of-a-bot-that-is-none";

/** From a message written in a chat to its answer there, and to the calls of its models; over HTTP all the way. */
export async function telegram(): Promise<readonly Row[]> {
  await using stack = new AsyncDisposableStack();
  const models = await createModelServer(({ model }) =>
    model === "" ? reply(200, {}) : say("So."),
  );
  stack.defer(() => models.close());
  const chats = await createFakeTelegram({ token });
  stack.defer(() => chats.close());
  const bareChats = await createFakeTelegram({ token });
  stack.defer(() => bareChats.close());
  stack.use(
    await startMoai({
      ...customRouter(models.url),
      BOT_TOKEN: token,
      ALLOWED_USERS: "*",
      TELEGRAM_API_ROOT: chats.apiRoot,
    }),
  );
  const bare = stack.use(
    await startChild(import.meta.resolve("./children/echo-by-grammy.ts"), {
      BOT_TOKEN: token,
      TELEGRAM_API_ROOT: bareChats.apiRoot,
    }),
  );
  await bare.ask({}, z.literal("started"));
  await chats.until(() => chats.updates().isPolled);
  // The check of the key; later calls are counted from there.
  await models.called(1);

  const help: number[] = [];
  const open: number[] = [];
  const echo: number[] = [];
  for (let repetition = -warmUps; repetition < repetitions; repetition += 1) {
    // A chat of its own for each: how often one may be written to is no matter here.
    const id = 1000 + repetition;
    const helpMs = await untilReplied(chats, id, "/help");
    await untilReplied(chats, id, "/project new Bench");
    const called = models.called(models.calls.length + 3);
    const startedAt = performance.now();
    chats.user({ id, name: "Ann" }).inPrivate().says("/open How fast is a bot?");
    await called;
    const openMs = performance.now() - startedAt;
    await chats.until(() => repliesIn(chats, id) > 2);
    const echoMs = await untilReplied(bareChats, id, "/help");
    if (repetition < 0) continue;
    help.push(helpMs);
    open.push(openMs);
    echo.push(echoMs);
  }
  return [50, 99].flatMap((percent) => [
    row("/help to its answer", help, echo, percent),
    row("/open to the calls", open, echo, percent),
  ]);
}

async function untilReplied(fake: FakeTelegram, id: number, text: string): Promise<number> {
  const before = repliesIn(fake, id);
  const startedAt = performance.now();
  fake.user({ id, name: "Ann" }).inPrivate().says(text);
  await fake.until(() => repliesIn(fake, id) > before);
  return performance.now() - startedAt;
}

function repliesIn(fake: FakeTelegram, id: number): number {
  return fake.replies(fake.user({ id, name: "Ann" }).inPrivate().chat).length;
}

function row(
  name: string,
  measured: readonly number[],
  floor: readonly number[],
  percent: number,
): Row {
  return {
    name: `${name}, p${percent}`,
    measured: percentile(measured, percent),
    floor: percentile(floor, percent),
    unit: "ms",
    ...(percent === 50 && { goal: { of: "measured", atMost: 10 } }),
  };
}
