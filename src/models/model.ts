import type { Usage } from "../core/message.ts";
import type { PromptMessage } from "../core/prompt.ts";

export type Answer = {
  readonly outcome: "answered" | "truncated";
  readonly text: string;
  readonly usage: Usage | undefined;
  /** The id of the model that really answered, where the provider says it. */
  readonly answeredBy: string | undefined;
};

/** One voice, whoever provides it. */
export interface Model {
  /** Short name: what people type and what is stored. */
  readonly name: string;
  /** What people read. */
  readonly displayName: string;
  /** What the provider calls it. */
  readonly id: string;
  /** Streams one answer. Throws ModelError and nothing else, also when `signal` aborts. */
  ask(
    messages: readonly PromptMessage[],
    options: { readonly signal: AbortSignal; readonly onText: (text: string) => void },
  ): Promise<Answer>;
}
