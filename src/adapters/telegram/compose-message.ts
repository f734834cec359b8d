import { describeFailure } from "../../core/failure.ts";
import { displayName } from "../../core/display-name.ts";
import type { ModelMessage } from "../../core/message.ts";
import { splitPosition } from "../../core/position.ts";
import { type ComposedAnswer, composeAnswer } from "./format/compose-answer.ts";

/** A stored message as a chat shows it. What failed says so under what had arrived before. */
export function composeMessage(message: ModelMessage, handles: readonly string[]): ComposedAnswer {
  const { text } = splitPosition(message.content);
  const failure = describeFailure(message);
  const markdown = [text, ...(failure === undefined ? [] : [`_${failure}_`])]
    .filter((part) => part !== "")
    .join("\n\n");
  return composeAnswer({
    name: displayName(message.model),
    note: message.roundNumber > 1 && !message.isDirect ? `round ${message.roundNumber}` : "",
    markdown,
    fileName: `${message.model.replaceAll(/[^\w.-]+/g, "-")}-${message.seq}.md`,
    handles,
  });
}
