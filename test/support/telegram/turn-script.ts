import type { ModelScript, ServerReply } from "../model-server.ts";
import { say } from "../model-server.ts";
import { positionBlock } from "../position-block.ts";

export type Call = Parameters<ModelScript>[0];

/** What a model is called for: the opening, a later round, a direct question, a report. */
export function occasionOf({ messages }: Call): string {
  const last = messages.at(-1)?.content ?? "";
  const [, round] = /Round (\d+): your turn\.$/.exec(last) ?? [];
  if (round !== undefined) return `round ${round}`;
  if (/Opening: your turn\./.test(last)) return "the opening";
  return /A person asks you directly/.test(last) ? "a direct answer" : "a report";
}

/** Keeps to its view, and says what it was called for; reports say that nothing is agreed. */
export function speakTurn(call: Call): ServerReply {
  const occasion = occasionOf(call);
  if (occasion === "a report") return say('{"agreements": [], "disagreements": []}');
  const heard = call.body.includes("Mind the tide") ? " The tide was mentioned." : "";
  return say(`${call.model} speaks in ${occasion}.${heard}${positionBlock("mine")}`);
}
