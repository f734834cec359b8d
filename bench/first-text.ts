import { z } from "zod";
import { chunk, createModelServer, done, reply, stream } from "../test/support/model-server.ts";
import { createFakeTelegram, type FakeTelegram } from "../test/support/telegram/fake-telegram.ts";
import { percentile } from "./percentile.ts";
import type { Row } from "./row.ts";
import { startChild } from "./start-child.ts";
import { customRouter } from "./start-models.ts";
import { startMoai } from "./start-server.ts";

const repetitions = 20;
const warmUps = 10;
const token = "123456789:token-of-a-bot-that-is-none";
/** Between two calls for one private chat, as moai keeps it. */
const spacingMs = 1100;
const firstWords = "It stands at the eastern end of the pier, where it always stood, ";

/** From the first words that a model sends to the first that stand in the chat, over HTTP all the way. */
export async function firstText(): Promise<readonly Row[]> {
  await using stack = new AsyncDisposableStack();
  let turn = createTurn();
  const models = await createModelServer(({ model }) =>
    model === ""
      ? reply(200, {})
      : stream(
          turn.begins.promise,
          chunk({ content: firstWords }),
          turn.ends.promise,
          chunk({ content: "and nobody knows why." }, { finish_reason: "stop" }),
          done,
        ),
  );
  stack.defer(() => models.close());
  const chats = await createFakeTelegram({ token });
  stack.defer(() => chats.close());
  stack.use(
    await startMoai({
      ...customRouter(models.url),
      BOT_TOKEN: token,
      ALLOWED_USERS: "*",
      TELEGRAM_API_ROOT: chats.apiRoot,
    }),
  );
  const bare = stack.use(
    await startChild(import.meta.resolve("./children/stream-by-fetch.ts"), {
      MODEL_URL: models.url,
      SEND_URL: `${chats.apiRoot}/bot${token}/sendMessage`,
    }),
  );
  await chats.until(() => chats.updates().isPolled);
  // The check of the key; later calls are counted from there.
  await models.called(1);

  const atRest: number[] = [];
  const afterReply: number[] = [];
  const floor: number[] = [];
  for (let repetition = -warmUps; repetition < repetitions; repetition += 1) {
    // A chat of its own for each way.
    const rested = await untilShown(3000 + 3 * repetition, spacingMs + 100);
    const directly = await untilShown(3001 + 3 * repetition, 0);
    const barely = await untilShownBarely(3002 + 3 * repetition);
    if (repetition < 0) continue;
    atRest.push(rested.sinceFirstWords);
    afterReply.push(directly.sinceReply - spacingMs);
    floor.push(barely);
  }
  return [50, 99].flatMap((percent) => [
    row("first words to the chat at rest", atRest, floor, percent),
    row("beyond the spacing after a reply", afterReply, floor, percent),
  ]);

  /** The model begins so long after the reply to the question stands in the chat. */
  async function untilShown(id: number, pauseMs: number) {
    turn = createTurn();
    const called = models.called(models.calls.length + 1);
    chatOf(chats, id).says("/ask claude Where is the crane?");
    await called;
    await chats.until(() => texts(chats, id).includes("Claude is asked."));
    const repliedAt = performance.now();
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
    const begunAt = performance.now();
    turn.begins.resolve();
    await chats.until(() => texts(chats, id).some((text) => text.startsWith("Claude\n")));
    const shownAt = performance.now();
    turn.ends.resolve();
    await chats.until(() => texts(chats, id).some((text) => text.endsWith("knows why.")));
    return { sinceFirstWords: shownAt - begunAt, sinceReply: shownAt - repliedAt };
  }

  async function untilShownBarely(id: number): Promise<number> {
    turn = createTurn();
    const { chat } = chatOf(chats, id);
    const called = models.called(models.calls.length + 1);
    const sent = bare.ask({ chat_id: chat.id }, z.literal("sent"));
    await called;
    const begunAt = performance.now();
    turn.begins.resolve();
    await chats.until(() => texts(chats, id).length > 0);
    const shownAt = performance.now();
    turn.ends.resolve();
    await sent;
    return shownAt - begunAt;
  }
}

function createTurn() {
  return { begins: Promise.withResolvers<void>(), ends: Promise.withResolvers<void>() };
}

function chatOf(fake: FakeTelegram, id: number) {
  return fake.user({ id, name: "Ann" }).inPrivate();
}

function texts(fake: FakeTelegram, id: number): readonly string[] {
  return fake.replies(chatOf(fake, id).chat);
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
    goal: { of: "measured", atMost: 20 },
  };
}
