import type { Seat } from "../core/discussion.ts";
import { displayName } from "../core/display-name.ts";
import { describeFailure } from "../core/failure.ts";
import type { Message, ModelMessage } from "../core/message.ts";
import { labelsToNames } from "../core/seat-names.ts";
import { english } from "../core/texts/english.ts";
import { visibleText } from "../core/visible-text.ts";
import { readableText } from "./escape-markdown.ts";

/** Made once: making it takes longer than a message. */
const listFormat = new Intl.ListFormat("en-GB");

/** A message as people read it. */
export type Turn = {
  readonly seq: number;
  /** Undefined for people. */
  readonly model: string | undefined;
  /** Plain. */
  readonly speaker: string;
  /** Markdown as it was written; empty where nothing was said. */
  readonly words: string;
  /** Plain: how it ended if not with an answer, and where it left its author. */
  readonly note: string;
};

export function toTurn(message: Message, seats: readonly Seat[]): Turn {
  const { seq } = message;
  if (message.kind === "person") {
    // Anybody may be called Claude.
    const to = message.isDirect ? ` to ${listNames(message.addressees)}` : "";
    const speaker = `${message.person} (person)${to}`;
    return { seq, model: undefined, speaker, words: readableText(message.content), note: "" };
  }
  const { model, isDirect, outcome, position } = message;
  const speaker = `${displayName(model)}${isDirect ? " (asked directly)" : ""}`;
  const stance = position?.kind === "stance" ? labelsToNames(position.stance, seats) : "";
  const said = readableText(visibleText(message.content, seats));
  const words = outcome === "passed" ? "" : said || readableText(stance);
  const failure = describeFailure({ ...message, content: words }, english);
  const notes = [failure ?? "", describePosition(message, seats)];
  return { seq, model, speaker, words, note: notes.filter(Boolean).join(" ") };
}

export function listNames(models: readonly string[]): string {
  return listFormat.format(models.map(displayName));
}

/** By its own word; whom it did not speak of, it did not disagree with. */
function describePosition({ model, position }: ModelMessage, seats: readonly Seat[]): string {
  if (position?.kind !== "stance") return "";
  const spokenOf = seats.filter(
    (seat) => seat.model !== model && Object.hasOwn(position.agrees, seat.label),
  );
  const [agreed, differed] = [true, false].map((agrees) =>
    spokenOf.filter(({ label }) => position.agrees[label] === agrees).map((seat) => seat.model),
  );
  const because = labelsToNames(position.because.trim(), seats);
  return [
    ...(agreed?.length ? [`Agrees with ${listNames(agreed)}.`] : []),
    ...(differed?.length ? [`Does not agree with ${listNames(differed)}.`] : []),
    ...(position.changed ? [`Changed its view${because === "" ? "." : `: ${because}`}`] : []),
  ].join(" ");
}
