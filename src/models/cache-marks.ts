import type { ChatCompletionMessageParam } from "openai/resources/chat/completions";
import type { PromptMessage } from "../core/prompt.ts";

/** Anthropic caches nothing by itself; OpenRouter hands the marks on. Its `~` stands before ids of newest models. */
export function needsCacheMarks(id: string): boolean {
  return /^~?anthropic\//.test(id);
}

/**
 * Marks where a later prompt to the same model may have its beginning read from the provider's cache: after the
 * system prompt and at the end, since prompts only grow there.
 */
export function withCacheMarks(
  messages: readonly PromptMessage[],
): readonly ChatCompletionMessageParam[] {
  const last = messages.findLast(({ role }) => role === "user");
  return messages.map((message) =>
    message.role === "system" || message === last
      ? { role: message.role, content: [markedPart(message.content)] }
      : message,
  );
}

function markedPart(text: string) {
  return { type: "text" as const, text, cache_control: { type: "ephemeral" } };
}
