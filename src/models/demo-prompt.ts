import type { PromptMessage } from "../core/prompt.ts";

/** What a scripted voice takes from its prompt. */
export type DemoPrompt = {
  /** The question of the table, or what a person asks this voice directly. */
  readonly question: string;
  /** The question in a few words, fit to stand between quotation marks. */
  readonly topic: string;
  /** The opening and direct answers are round 1. */
  readonly round: number;
  /** The seats of the others. */
  readonly peers: readonly string[];
  /** What a person has thrown in since the last turn, in a few words. */
  readonly remark: string | undefined;
  /** Whether the secretary is asked for its report in JSON. */
  readonly wantsReport: boolean;
  /** The lines of a report that it is asked to confirm; else empty. */
  readonly linesToRatify: readonly string[];
};

const longestTopic = 8;

export function readDemoPrompt(messages: readonly PromptMessage[]): DemoPrompt {
  const system = messages.find(({ role }) => role === "system")?.content ?? "";
  const first = messages.find(({ role }) => role === "user")?.content ?? "";
  const last = messages.at(-1)?.content ?? "";
  const own = [...system.matchAll(/^You are (.+)\.$/gm)].at(-1)?.[1];
  const seats = /^The seats: (.+)\.$/m.exec(system)?.[1]?.split(", ") ?? [];
  const said = lastQuotation(last, /^\[Person .*\]$/);
  const isDirect = last.endsWith("directly: answer them.");
  const question = (isDirect ? said : undefined) ?? lastQuotation(first, /^\[Question\]$/) ?? first;
  const instructions = messages.map(({ content }) => content.replaceAll(/^>.*$/gm, "")).join("\n");
  return {
    question,
    topic: shorten(question),
    round: Number(/^Round (\d+): your turn\.$/m.exec(last.split("\n").at(-1) ?? "")?.[1] ?? 1),
    peers: seats.filter((seat) => seat !== own),
    remark: isDirect || said === undefined ? undefined : shorten(said),
    linesToRatify: system.includes('"ratified"')
      ? [...last.matchAll(/^((?:dis)?agreement \d+): /gm)].map(([, line = ""]) => line)
      : [],
    wantsReport: instructions.includes('"agreements"') && instructions.includes('"disagreements"'),
  };
}

/** The words behind the last bracketed line of this kind, without their marks. */
function lastQuotation(text: string, speaker: RegExp): string | undefined {
  const lines = text.split("\n");
  const start = lines.findLastIndex((line) => speaker.test(line));
  if (start === -1) return undefined;
  const rest = lines.slice(start + 1);
  const end = rest.findIndex((line) => !line.startsWith(">"));
  return rest
    .slice(0, end === -1 ? rest.length : end)
    .map((line) => line.replace(/^> ?/, ""))
    .join("\n");
}

function shorten(text: string): string {
  const plain = text.replaceAll(/[`*_[\]<>{}"“”|~\\]/g, " ");
  // Not at every full stop: `Node.js` and `3.5` are one word.
  const sentences = plain.split(/\n|(?<=[?!.])\s/).filter((part) => /[\p{L}\p{N}]/u.test(part));
  const sentence = sentences.find((part) => part.trim().endsWith("?")) ?? sentences[0] ?? "";
  const words = sentence
    .trim()
    .replace(/[?!.,;:\s]+$/, "")
    .replace(/^(?:should|can|could|shall|will|would|do|does|is|are) (?:we|i|you|it|there) /i, "")
    .split(/\s+/)
    .filter((word) => word !== "");
  if (words.length === 0) return "this question";
  const topic = words.slice(0, longestTopic).join(" ");
  // Some languages write without blanks, and some people without mercy.
  return words.length > longestTopic || topic.length > 80 ? `${topic.slice(0, 80)}…` : topic;
}
