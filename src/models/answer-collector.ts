import { ModelError } from "../core/errors.ts";
import type { Usage } from "../core/message.ts";
import { parseChatChunk } from "./chat-chunk.ts";
import type { Answer } from "./model.ts";
import { createThinkFilter } from "./think-filter.ts";

export type AnswerCollector = {
  readonly add: (chunk: unknown) => void;
  /** What people have seen so far. */
  readonly text: () => string;
  /** Whether the model has begun to write or to think: work that would be paid a second time. */
  readonly hasBegun: () => boolean;
  /** What the provider has said about the end of the answer. */
  readonly ending: () => "none" | "complete" | "error";
  readonly usage: () => Usage | undefined;
  readonly finish: () => Answer;
};

/** Puts the chunks of one stream together. */
export function createAnswerCollector(onText: (text: string) => void): AnswerCollector {
  const filter = createThinkFilter();
  let text = "";
  let hasBegun = false;
  let isRefused = false;
  let finishReason: string | undefined;
  let usage: Usage | undefined;
  let answeredBy: string | undefined;

  return {
    add(value) {
      const chunk = parseChatChunk(value);
      hasBegun ||= chunk.text !== "" || chunk.isReasoning;
      isRefused ||= chunk.isRefusal;
      finishReason = chunk.finishReason ?? finishReason;
      usage = chunk.usage ?? usage;
      answeredBy = chunk.model ?? answeredBy;
      show(filter.push(chunk.text));
    },
    text: () => text,
    usage: () => usage,
    hasBegun: () => hasBegun,
    ending() {
      if (finishReason === undefined) return "none";
      return finishReason === "error" ? "error" : "complete";
    },
    finish() {
      show(filter.end());
      if (isRefused || finishReason === "content_filter") {
        throw new ModelError("refused", { partialText: text, usage });
      }
      if (text.trim() === "") throw new ModelError("empty", { usage });
      const outcome = finishReason === "length" ? "truncated" : "answered";
      return { outcome, text, usage, answeredBy };
    },
  };

  function show(piece: string): void {
    if (piece === "") return;
    text += piece;
    onText(piece);
  }
}
