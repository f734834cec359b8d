import { z } from "zod";
import { consensusSchema } from "../../core/consensus.ts";
import { stopReasons } from "../../core/discussion.ts";
import { outcomes } from "../../core/outcome.ts";

/** The contract between the server and the page: what `GET /api/events` sends, one JSON object per event. */

const projectSchema = z.object({
  id: z.string(),
  name: z.string(),
  models: z.array(z.string()),
});

/** A setting of the selected project, with what can be written into it. */
const settingSchema = z.object({
  name: z.string(),
  value: z.string(),
  meaning: z.string(),
  form: z.string(),
  /** Where only these words are possible. */
  choices: z.array(z.string()).nullable(),
});

const discussionSchema = z.object({
  id: z.string(),
  shortId: z.string(),
  question: z.string(),
  type: z.enum(["open", "discuss"]),
  status: z.enum(["active", "completed"]),
  seats: z.array(z.object({ model: z.string() })),
  rounds: z.array(z.object({ roundNumber: z.number(), isParallel: z.boolean() })),
  roundsWanted: z.number(),
  stopReason: z.enum(stopReasons).nullable(),
  /** The same in words. */
  stopLine: z.string().nullable(),
  createdAt: z.string(),
  /** What it came to, once it has ended. */
  outcomeLine: z.string().nullable(),
  /** Some turn of the last round failed and can be asked for again. */
  hasFailures: z.boolean(),
  /** What is done about the report now, or that it was tried in vain. */
  reportState: z.enum(["rest", "writing", "confirming", "failed"]),
  costNanoUsd: z.number(),
  budgetNanoUsd: z.number().nullable(),
  /** What one, two, … more rounds will take, and a report; null where it is not known what a token costs. */
  estimates: z.array(
    z.object({ calls: z.number(), tokens: z.number(), costNanoUsd: z.number().nullable() }),
  ),
  reportNanoUsd: z.number().nullable(),
  /** Pairs of which one agreed with the other, round by round; only rounds in which two could be compared. */
  course: z.array(z.object({ roundNumber: z.number(), agreeing: z.number(), pairs: z.number() })),
  /** The share of pairs at which it ends in agreement, 0 to 1. */
  threshold: z.number(),
});

const tableSchema = z.object({
  place: z.string(),
  /** The code of the language that is spoken at this place: `da`. */
  language: z.string(),
  version: z.string(),
  /** The selected one. */
  project: projectSchema.nullable(),
  projects: z.array(projectSchema),
  settings: z.array(settingSchema),
  commands: z.array(z.object({ name: z.string(), form: z.string(), summary: z.string() })),
  /** All that are configured, in their order. */
  models: z.array(z.object({ name: z.string(), displayName: z.string() })),
  modelsLine: z.string(),
  isDemo: z.boolean(),
  discussion: discussionSchema.nullable(),
  /** Questions to one model that were asked while the discussion was current, oldest first. */
  asks: z.array(discussionSchema),
});

const saidSchema = z.object({
  id: z.string(),
  seq: z.number(),
  roundNumber: z.number(),
  content: z.string(),
  timestamp: z.string(),
  isDirect: z.boolean(),
});

/** Where a participant stood at the end of a turn, with the others by their short names. */
const positionSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("pass") }),
  z.object({
    kind: z.literal("stance"),
    stance: z.string(),
    agrees: z.array(z.string()),
    disagrees: z.array(z.string()),
    hasChanged: z.boolean(),
    because: z.string(),
  }),
]);

const messageSchema = z.discriminatedUnion("kind", [
  saidSchema.extend({
    kind: z.literal("person"),
    name: z.string(),
    addressees: z.array(z.string()),
  }),
  saidSchema.extend({
    kind: z.literal("model"),
    model: z.string(),
    outcome: z.enum(outcomes),
    /** A sentence for people when the answer is missing or incomplete. */
    failure: z.string().nullable(),
    /** Null where it is unknown, which is neither yes nor no. */
    position: positionSchema.nullable(),
    outputTokens: z.number().nullable(),
    costNanoUsd: z.number().nullable(),
    latencyMs: z.number().nullable(),
  }),
]);

const turnSchema = z.object({
  discussionId: z.string(),
  roundNumber: z.number(),
  model: z.string(),
  isDirect: z.boolean(),
});

export const pageEventSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("table"), table: tableSchema }),
  /** The last messages of a discussion when it is first shown, later those with a greater seq. */
  z.object({
    kind: z.literal("messages"),
    discussionId: z.string(),
    messages: z.array(messageSchema),
    /** Only when it is first shown: whether there are more before these. */
    hasEarlier: z.boolean().optional(),
  }),
  z.object({
    kind: z.literal("consensus"),
    discussionId: z.string(),
    consensus: consensusSchema.nullable(),
  }),
  /** A turn that was being written before the page looked, with its text so far. */
  z.object({ kind: z.literal("partial"), turn: turnSchema, text: z.string() }),
  z.object({ kind: z.literal("asking"), turn: turnSchema }),
  z.object({ kind: z.literal("text"), turn: turnSchema, text: z.string() }),
  /** Comes after the stored message of its turn. */
  z.object({ kind: z.literal("asked"), turn: turnSchema }),
]);

export type TurnView = Readonly<z.infer<typeof turnSchema>>;
export type ProjectView = Readonly<z.infer<typeof projectSchema>>;
export type DiscussionView = Readonly<z.infer<typeof discussionSchema>>;
export type PositionView = Readonly<z.infer<typeof positionSchema>>;
export type SettingView = Readonly<z.infer<typeof settingSchema>>;
export type TableView = Readonly<z.infer<typeof tableSchema>>;
export type MessageView = Readonly<z.infer<typeof messageSchema>>;
export type PageEvent = Readonly<z.infer<typeof pageEventSchema>>;
