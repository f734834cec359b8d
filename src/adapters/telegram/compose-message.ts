import type { Seat } from "../../core/discussion.ts";
import { displayName } from "../../core/display-name.ts";
import { describeFailure } from "../../core/failure.ts";
import type { ModelMessage } from "../../core/message.ts";
import { isHeard } from "../../core/outcome.ts";
import type { Texts } from "../../core/texts/english.ts";
import { visibleText } from "../../core/visible-text.ts";
import type { Turn } from "../../engine/event-bus.ts";
import type { Content } from "./deliver-parts.ts";
import { type ComposedAnswer, composeAnswer } from "./format/compose-answer.ts";
import { retryKeyboard } from "./keyboard.ts";

/** A stored message as a chat shows it. What failed says so under what had arrived before. */
export function composeMessage(
  message: ModelMessage,
  seats: readonly Seat[],
  handles: readonly string[],
  texts: Texts,
): readonly Content[] {
  const content = visibleText(message.content, seats);
  const failure = describeFailure({ ...message, content }, texts);
  const markdown = [content, ...(failure === undefined ? [] : [`_${failure}_`])]
    .filter((part) => part !== "")
    .join("\n\n");
  const composed = composeAnswer({
    ...headerOf(message, texts),
    markdown,
    fileName: `${message.model.replaceAll(/[^\w.-]+/g, "-")}-${message.seq}.md`,
    handles,
  });
  const canRetry = !isHeard(message.outcome) && message.outcome !== "stopped";
  const keyboard = canRetry ? retryKeyboard(message.id, texts.buttons.askAgain) : undefined;
  if (composed.kind === "document") return [{ ...composed, keyboard }];
  const last = composed.parts.length - 1;
  return composed.parts.map((part, index) => ({
    kind: "text",
    ...part,
    keyboard: index === last ? keyboard : undefined,
  }));
}

/** The same while it is being written; `text` is what people may see of it. */
export function composeFrame(
  turn: Turn,
  text: string,
  handles: readonly string[],
  texts: Texts,
): ComposedAnswer {
  return composeAnswer({
    ...headerOf(turn, texts),
    markdown: text,
    fileName: "",
    handles,
    isUnfinished: true,
  });
}

function headerOf(
  { model, roundNumber, isDirect }: Pick<Turn, "model" | "roundNumber" | "isDirect">,
  { telegram }: Texts,
) {
  return {
    name: displayName(model),
    note: roundNumber > 1 && !isDirect ? telegram.answerOfRound(roundNumber) : "",
  };
}
