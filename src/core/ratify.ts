import { z } from "zod";
import type { Consensus, Verdict } from "./consensus.ts";
import type { Discussion } from "./discussion.ts";
import { oneLine } from "./one-line.ts";
import { parseJson } from "./parse-json.ts";
import { namesToLabels } from "./seat-names.ts";
import type { PromptMessage } from "./prompt.ts";
import { labelOf } from "./quote.ts";

/** What a report says of one participant, by line. */
export function linesOf(
  { agreements, disagreements }: Consensus,
  model: string,
): ReadonlyMap<string, string> {
  return new Map([
    ...agreements.flatMap(({ claim, by }, index) =>
      by.includes(model) ? [[`agreement ${index + 1}`, `You agree: ${claim}`] as const] : [],
    ),
    ...disagreements.flatMap(({ topic, positions }, index) => {
      const position = positions[model];
      return position === undefined
        ? []
        : [[`disagreement ${index + 1}`, `On ${topic} you hold: ${position}`] as const];
    }),
  ]);
}

/** One short call: only the lines that name this participant. */
export function ratifyPrompt(
  discussion: Discussion,
  consensus: Consensus,
  model: string,
): readonly PromptMessage[] {
  const { seats, messages } = discussion;
  const own = messages
    .filter((message) => message.kind === "model")
    .filter((message) => message.model === model && message.position?.kind === "stance");
  const last = own.at(-1)?.position;
  const stance = last?.kind === "stance" ? `Your last stated view: ${last.stance}` : "";
  const lines = [...linesOf(consensus, model)].map(
    ([line, words]) => `${line}: ${oneLine(namesToLabels(words, seats))}`,
  );
  return [
    {
      role: "system",
      content: `You were ${labelOf(seats, model)} at a round table of AI models. A secretary has written down what you hold. Say of each line whether it is your view. Answer with one JSON object and nothing else, with each line's name as a key, and true if the line is right, or else what it should say: {"ratified": {"agreement 1": true, "disagreement 1": "I hold that …"}}`,
    },
    {
      role: "user",
      content: [`The question was: ${oneLine(discussion.question)}`, stance, ...lines]
        .filter((part) => part !== "")
        .join("\n\n"),
    },
  ];
}

const answerSchema = z.object({
  ratified: z.record(z.string(), z.union([z.boolean(), z.string()]).catch(false)),
});

const notWords = /^\s*(?:true|yes)?[\s.!]*$/i;

/** What a participant answered. Only the JSON value `true` confirms; no clear answer is no confirmation. */
export function readRatification(
  lines: ReadonlyMap<string, string>,
  answer: string | undefined,
): ReadonlyMap<string, Verdict> {
  const given = answer === undefined ? undefined : parse(answer);
  return new Map([...lines.keys()].map((line) => [line, verdictOf(given, line)]));
}

function verdictOf(
  given: Readonly<Record<string, boolean | string>> | undefined,
  line: string,
): Verdict {
  const value = given && Object.hasOwn(given, line) ? given[line] : undefined;
  if (value === undefined) return { state: "unanswered" };
  if (value === true) return { state: "confirmed" };
  // Written as a string it is not what the line should say, but not the value that was asked for either.
  if (typeof value === "string" && notWords.test(value)) return { state: "unanswered" };
  return typeof value === "string" ? { state: "denied", fix: value } : { state: "denied" };
}

function parse(answer: string): Readonly<Record<string, boolean | string>> | undefined {
  const json = answer.slice(answer.indexOf("{"), answer.lastIndexOf("}") + 1);
  return answerSchema.safeParse(parseJson(json)).data?.ratified;
}
