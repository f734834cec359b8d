import { afterEach, expect, test } from "vitest";
import { chunk, done, say, stream } from "../../support/model-server.ts";
import { layTelegramTable, type TelegramTable } from "../../support/telegram/lay-telegram-table.ts";
import { occasionOf } from "../../support/telegram/turn-script.ts";

/** At most: the discussion may have ended before. */
const kills = 15;
const names = ["claude", "gpt"];
const occasions = ["the opening", "round 2", "round 3", "round 4"];

/** Ordered for some of the kills; the others find everything well. */
const faults = [
  { kind: "hang" },
  { kind: "reset", when: "before" },
  { kind: "reset", when: "after" },
] as const;

let table: TelegramTable;

afterEach(async () => {
  await table.close();
});

/** Small and seeded, so that a failure can be had again. */
function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
    return state / 4_294_967_296;
  };
}

test("a process that is killed again and again while it sends loses no text and doubles beginnings alone", async () => {
  const seed = Date.now() % 1_000_000;
  const random = createRandom(seed);
  table = await layTelegramTable(
    (call) => {
      const occasion = occasionOf(call);
      if (occasion === "a report") return say('{"agreements": [], "disagreements": []}');
      const turn = `${call.model} in ${occasion}`;
      // Some answers take two messages.
      const middle = "A line of thought. ".repeat(random() < 0.4 ? 260 : 12);
      const text = `${turn} begins. ${middle}${turn} ends.`;
      // Slowly enough to be seen growing.
      const pieces = text.match(new RegExp(`[^]{1,${Math.ceil(text.length / 12)}}`, "g")) ?? [];
      return stream(
        ...pieces.flatMap((content) => [chunk({ content }), 130]),
        chunk({}, { finish_reason: "stop" }),
        done,
      );
    },
    { hangGuardMs: 60_000 },
    { AI_MODELS: "claude=v/claude,gpt=v/gpt" },
  );
  const { chat, says } = table.ann();
  const writes = () =>
    table.telegram.requests.filter(({ method }) => /^(send|edit)Message/.test(method));
  const isOver = () => table.telegram.replies(chat).some((text) => /^Ended[^]*\.$/.test(text));

  says("/in Inbox /discuss 3 Where is the crane?");
  for (let kill = 0; kill < kills; kill += 1) {
    const before = writes().length;
    const target = before + 1 + Math.floor(random() * 5);
    const fault = faults[Math.floor(random() * 8)];
    if (fault) table.telegram.fail("sendMessage", fault);
    // A call that is never answered is the middle of sending.
    const isHanging = () =>
      writes()
        .slice(before)
        .some(({ status }) => status === 0);
    await table.telegram.until(() => writes().length >= target || isOver() || isHanging());
    await table.restart("SIGKILL");
    table.telegram.forgive();
    if (isOver()) break;
  }
  await table.telegram.until(isOver);

  const texts = table.telegram.replies(chat);
  const problems = names.flatMap((name) =>
    occasions.flatMap((occasion) => {
      const turn = `v/${name} in ${occasion}`;
      const whole = texts.filter((text) => text.includes(`${turn} ends.`)).length;
      const begun = texts.filter((text) => text.includes(`${turn} begins.`));
      const long = begun.filter((text) => text.length > 120 || !text.endsWith("…")).length;
      return whole === 1 && long === 1
        ? []
        : [`${turn}: whole ${whole}, begun ${begun.length}, long ${long}`];
    }),
  );
  expect(problems, `seed ${seed}`).toEqual([]);
  expect(texts.filter((text) => /^At the table[^]*discussion\./.test(text))).toHaveLength(1);
}, 120_000);
