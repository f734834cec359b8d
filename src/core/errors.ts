import type { Usage } from "./message.ts";
import type { Outcome } from "./outcome.ts";
import { english, type Texts } from "./texts/english.ts";

/** The person who asked can act. They are told in their language; the message is for the log, in English. */
export class UserError extends Error {
  override readonly name = "UserError";
  readonly tell: (texts: Texts) => string;

  constructor(tell: (texts: Texts) => string) {
    super(tell(english));
    this.tell = tell;
  }
}

/** Time or the provider can act. Becomes a failed message at the table, never a crash. */
export class ModelError extends Error {
  override readonly name = "ModelError";
  readonly outcome: Outcome;
  readonly retryable: boolean;
  readonly retryAfterMs: number | undefined;
  /** What arrived before the failure. For people only; it never enters a prompt. */
  readonly partialText: string;
  /** A failed call is paid for all the same. */
  readonly usage: Usage | undefined;

  constructor(
    outcome: Outcome,
    options: {
      readonly retryable?: boolean;
      readonly retryAfterMs?: number | undefined;
      readonly partialText?: string;
      readonly usage?: Usage | undefined;
      readonly cause?: unknown;
    } = {},
  ) {
    super(`the model call ended as ${outcome}`, { cause: options.cause });
    this.outcome = outcome;
    this.retryable = options.retryable ?? false;
    this.retryAfterMs = options.retryAfterMs;
    this.partialText = options.partialText ?? "";
    this.usage = options.usage;
  }
}

/** The operator can act. Every problem is one line: name, value received, value expected. */
export class ConfigError extends Error {
  override readonly name = "ConfigError";
  readonly problems: readonly string[];

  constructor(problems: readonly string[], options: { readonly cause?: unknown } = {}) {
    super(problems.join("\n"), { cause: options.cause });
    this.problems = problems;
  }
}
