import { test } from "vitest";
import { chunk, done, say, stream } from "../../support/model-server.ts";
import { layTelegramTable } from "../../support/telegram/lay-telegram-table.ts";
import { occasionOf } from "../../support/telegram/turn-script.ts";

/** Two at once, as each waits for the pace of Telegram most of the time. */
const conversations = [1, 2];
const kills = 15;
const names = ["claude", "gpt"];

/** Ordered for some of the kills; the others find everything well. */
const faults = [
  { kind: "hang" },
  { kind: "reset", when: "before" },
  { kind: "reset", when: "after" },
] as const;

/** Small and seeded, so that a failure can be had again. */
function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
    return state / 4_294_967_296;
  };
}

test.concurrent.for(conversations)(
  "a process that is killed again and again while it sends conversation %i loses no text and doubles beginnings alone",
  async (conversation, { expect, onTestFinished }) => {
    const seed = (Date.now() + conversation) % 1_000_000;
    const random = createRandom(seed);
    const table = await layTelegramTable(
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
      { hangGuardMs: 120_000 },
      { AI_MODELS: "claude=v/claude,gpt=v/gpt" },
    );
    onTestFinished(table.close);
    const { chat, says } = table.ann();
    const writes = () =>
      table.telegram.requests.filter(({ method }) => /^(send|edit)Message/.test(method));
    let endings = 1;
    const isOver = () =>
      table.telegram.replies(chat).filter((text) => /^Ended[^]*\.$/.test(text)).length === endings;

    says("/in Inbox /discuss 3 Where is the crane?");
    for (let kill = 0; kill < kills; kill += 1) {
      if (isOver()) {
        endings += 1;
        says("/discuss 3");
      }
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
    }
    await table.telegram.until(isOver);

    const texts = table.telegram.replies(chat);
    const rounds = Number(table.value("select count(*) from round"));
    const occasions = Array.from({ length: rounds }, (_, index) =>
      index === 0 ? "the opening" : `round ${index + 1}`,
    );
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
  },
);
