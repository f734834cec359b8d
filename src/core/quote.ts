import type { Discussion, Seat } from "./discussion.ts";
import type { Message } from "./message.ts";
import { splitPosition } from "./position.ts";
import { namesToLabels } from "./seat-names.ts";

/** Everything that some reader, human or model, may take for the end of a line. */
const lineBreak = /\r\n|[\n\r\v\f\u0085\u2028\u2029]/;

/**
 * Words of somebody at the table, as the others read them: a line in brackets that names the speaker, then
 * each line behind `> `. Because every line is marked, no text can end its own quotation or open
 * one in another's name.
 */
function quote(speaker: string, text: string): string {
  const lines = text.split(lineBreak).map((line) => (line === "" ? ">" : `> ${line}`));
  return [`[${speaker}]`, ...lines].join("\n");
}

/** A message as it stands in the prompts of everybody but its author. */
export function quoteMessage(message: Message, seats: readonly Seat[]): string {
  if (message.kind === "person") {
    const to = message.isDirect
      ? `, to ${message.addressees.map((model) => labelOf(seats, model)).join(" and ")}`
      : "";
    return quote(
      `Person ${promptName(message.person)}${to}`,
      namesToLabels(message.content, seats),
    );
  }
  const { text } = splitPosition(message.content);
  if (message.outcome === "passed" && text.trim() === "") {
    return `[${labelOf(seats, message.model)} has nothing to add]`;
  }
  const cut = message.outcome === "truncated" ? ", cut off at the length limit" : "";
  const direct = message.isDirect ? ", to a person" : "";
  return quote(`${labelOf(seats, message.model)}${direct}${cut}`, text);
}

export function quoteQuestion({ question }: Pick<Discussion, "question">): string {
  return quote("Question", question);
}

export function labelOf(seats: readonly Seat[], model: string): string {
  return seats.find((seat) => seat.model === model)?.label ?? "A former participant";
}

/** A person's name can hold anything; in a prompt it stays one short line without brackets. */
function promptName(name: string): string {
  return name
    .replaceAll(/[[\]\s\p{Cc}\p{Cf}]+/gu, " ")
    .trim()
    .slice(0, 60)
    .toWellFormed();
}
