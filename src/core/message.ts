import type { Outcome } from "./outcome.ts";
import type { Position } from "./position.ts";

/** What one call consumed, as the provider counted it; undefined where it does not say. */
export type Usage = {
  readonly inputTokens: number | undefined;
  readonly outputTokens: number | undefined;
  /** The part of the input that the provider read from its cache. */
  readonly cachedTokens: number | undefined;
  /** The part of the output that was thinking. */
  readonly reasoningTokens: number | undefined;
  /** In 10⁻⁹ US dollars. */
  readonly costNanoUsd: number | undefined;
};

type Said = {
  readonly id: string;
  readonly discussionId: string;
  /** The round in which it was said. */
  readonly roundNumber: number;
  /** Unique in the discussion, set when stored: the order in which people see messages. */
  readonly seq: number;
  readonly content: string;
  /** ISO 8601, UTC. */
  readonly timestamp: string;
  readonly isDirect: boolean;
};

export type PersonMessage = Said & {
  readonly kind: "person";
  readonly person: string;
  /** The models that a direct message asks, as short names. */
  readonly addressees: readonly string[];
};

export type ModelMessage = Said & {
  readonly kind: "model";
  /** Short name. */
  readonly model: string;
  readonly outcome: Outcome;
  /** The last seq that its prompt contained; 0 is the question alone. */
  readonly heardSeq: number;
  readonly position: Position | undefined;
  readonly usage: Usage | undefined;
  readonly latencyMs: number | undefined;
  /** The id of the model that really answered, as the provider reports it. */
  readonly answeredBy: string | undefined;
};

export type Message = PersonMessage | ModelMessage;
