/**
 * The tables as Kysely sees them: columns are snake_case in SQL and camelCase here. Text and integers
 * only, in both dialects: JSON and ISO 8601 UTC times are text, booleans 0 or 1, money nano-dollars.
 */
export type Schema = {
  project: ProjectTable;
  discussion: DiscussionTable;
  round: RoundTable;
  message: MessageTable;
  consensus: ConsensusTable;
  place: PlaceTable;
  request: RequestTable;
  delivery: DeliveryTable;
  pickedModel: PickedModelTable;
};

export type ProjectTable = {
  id: string;
  owner: string;
  name: string;
  nameKey: string;
  /** JSON list of short names. */
  models: string;
  /** JSON object. */
  settings: string;
  createdAt: string;
  updatedAt: string;
};

type DiscussionTable = {
  id: string;
  projectId: string;
  place: string;
  requestId: string;
  question: string;
  type: string;
  status: string;
  /** JSON list of `{model, label}`. */
  seats: string;
  systemPrompt: string;
  roundsWanted: number;
  resumedAfterRound: number;
  stopReason: string | null;
  budgetNanoUsd: number | null;
  /** A person asked for a consensus report that is not made yet. */
  isReportWanted: number;
  /** Up to which seq a report was tried, also in vain: it is not tried again by itself. */
  reportedSeq: number;
  /** The seq given last: raised in the transaction that stores a message, so that none is given twice. */
  lastSeq: number;
  /** Up to which seq its chat has been shown everything; the page shows what is stored. */
  deliveredSeq: number;
  /** The discussion that was current when this was asked beside it. */
  besideId: string | null;
  createdAt: string;
};

type RoundTable = {
  id: string;
  discussionId: string;
  roundNumber: number;
  type: string;
};

export type MessageTable = {
  id: string;
  discussionId: string;
  roundId: string;
  seq: number;
  authorKind: string;
  /** Short name of the model, or the person's name. */
  authorName: string;
  /** Short name; null for people. */
  model: string | null;
  content: string;
  timestamp: string;
  isDirect: number;
  /** JSON list of short names; null unless a person asks them directly. */
  addressees: string | null;
  heardSeq: number | null;
  outcome: string | null;
  /** JSON object. */
  position: string | null;
  inputTokens: number | null;
  outputTokens: number | null;
  cachedTokens: number | null;
  reasoningTokens: number | null;
  costNanoUsd: number | null;
  latencyMs: number | null;
  answeredBy: string | null;
};

type ConsensusTable = {
  id: string;
  discussionId: string;
  /** JSON list. */
  agreements: string;
  /** JSON list of `{topic, positions}`. */
  disagreements: string;
  generatedAt: string;
  generatedBy: string;
  /** JSON object: everything beyond agreements and disagreements. */
  report: string;
  coversSeq: number;
  /** JSON object; null when nobody was asked to confirm. */
  ratification: string | null;
};

type PlaceTable = {
  id: string;
  projectId: string | null;
  discussionId: string | null;
  language: string | null;
};

type RequestTable = {
  id: string;
  place: string;
  /** Null where the adapter knows people by name alone. */
  personId: string | null;
  /** JSON: the reply that the command gave. */
  reply: string;
  isDelivered: number;
  createdAt: string;
};

type DeliveryTable = {
  id: string;
  place: string;
  messageId: string | null;
  requestId: string | null;
  part: number;
  telegramMessageId: number | null;
  state: string;
  updatedAt: string;
};

type PickedModelTable = {
  /** Where it was picked from: the same short name may stand for another id at another router. */
  router: string;
  /** Short name. */
  name: string;
  /** What the router calls it. */
  modelId: string;
  createdAt: string;
};
