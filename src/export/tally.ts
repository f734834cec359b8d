import { consensusShare } from "../core/agreement.ts";
import type { Message } from "../core/message.ts";
import type { DiscussionHeader } from "./export-source.ts";

/** What is counted of a message, without its words: all that is kept of it while it is written out. */
export function withoutWords(message: Message): Message {
  if (message.kind === "person") return { ...message, content: "" };
  const { position } = message;
  const counted = position?.kind === "stance" ? { ...position, stance: "", because: "" } : position;
  return { ...message, content: "", position: counted };
}

/** How far they agreed after a round; the share is undefined where fewer than two answered. */
export type CoursePoint = { readonly roundNumber: number; readonly share: number | undefined };

/** Round by round after the opening, in which nobody could agree with anybody yet. */
export function courseOfAgreement(
  header: DiscussionHeader,
  messages: readonly Message[],
): readonly CoursePoint[] {
  const turns = Map.groupBy(
    messages.filter((message) => message.kind === "model").filter(({ isDirect }) => !isDirect),
    ({ roundNumber }) => roundNumber,
  );
  return header.rounds
    .filter(({ roundNumber }) => roundNumber > 1 && turns.has(roundNumber))
    .map(({ roundNumber }) => ({
      roundNumber,
      share: consensusShare(header, turns.get(roundNumber) ?? []),
    }));
}
