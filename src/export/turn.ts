import type { Seat } from "../core/discussion.ts";
import { displayName } from "../core/display-name.ts";
import { describeFailure } from "../core/failure.ts";
import type { Message, ModelMessage } from "../core/message.ts";
import { splitPosition } from "../core/position.ts";
import { createNaming } from "../core/seat-names.ts";
import type { Texts } from "../core/texts/english.ts";
import { readableText } from "./escape-markdown.ts";

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

/** For the messages of one discussion: what tells names from seats is made once. */
export function createToTurn(seats: readonly Seat[], texts: Texts): (message: Message) => Turn {
  const discussion = { seats, texts, named: createNaming(seats) };
  return (message) => toTurn(message, discussion);
}

type Told = {
  readonly seats: readonly Seat[];
  readonly texts: Texts;
  /** Puts names in the place of seats. */
  readonly named: (text: string) => string;
};

function toTurn(message: Message, discussion: Told): Turn {
  const { texts, named } = discussion;
  const { document: says } = texts;
  const { seq } = message;
  if (message.kind === "person") {
    // Anybody may be called Claude.
    const speaker = message.isDirect
      ? says.personTo(message.person, listNames(message.addressees, texts))
      : says.person(message.person);
    return { seq, model: undefined, speaker, words: readableText(message.content), note: "" };
  }
  const { model, isDirect, position } = message;
  const name = displayName(model);
  const speaker = isDirect ? says.askedDirectly(name) : name;
  const stance = position?.kind === "stance" ? named(position.stance) : "";
  const said = readableText(named(splitPosition(message.content).text));
  const words = said || readableText(stance);
  const failure = describeFailure({ ...message, content: words }, texts);
  const notes = [failure ?? "", describePosition(message, discussion)];
  return { seq, model, speaker, words, note: notes.filter(Boolean).join(" ") };
}

export function listNames(models: readonly string[], { format }: Texts): string {
  return format.list(models.map(displayName));
}

/** By its own word; whom it did not speak of, it did not disagree with. */
function describePosition(
  { model, position }: ModelMessage,
  { seats, texts, named }: Told,
): string {
  if (position?.kind !== "stance") return "";
  const spokenOf = seats.filter(
    (seat) => seat.model !== model && Object.hasOwn(position.agrees, seat.label),
  );
  const [agreed, differed] = [true, false].map((agrees) =>
    spokenOf.filter(({ label }) => position.agrees[label] === agrees).map((seat) => seat.model),
  );
  const because = named(position.because.trim());
  const { document: says } = texts;
  const changed = because === "" ? says.changedView : says.changedViewBecause(because);
  return [
    ...(agreed?.length ? [says.agreesWith(listNames(agreed, texts))] : []),
    ...(differed?.length ? [says.disagreesWith(listNames(differed, texts))] : []),
    ...(position.changed ? [changed] : []),
  ].join(" ");
}
