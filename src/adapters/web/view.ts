import { z } from "zod";
import { stopReasons } from "../../core/discussion.ts";
import { outcomes } from "../../core/outcome.ts";

/** The contract between the server and the page: what `GET /api/events` sends, one JSON object per event. */

const projectSchema = z.object({
  id: z.string(),
  name: z.string(),
  models: z.array(z.string()),
});

const discussionSchema = z.object({
  id: z.string(),
  shortId: z.string(),
  question: z.string(),
  type: z.enum(["open", "discuss"]),
  status: z.enum(["active", "completed"]),
  seats: z.array(z.object({ model: z.string() })),
  roundsWanted: z.number(),
  stopReason: z.enum(stopReasons).nullable(),
  createdAt: z.string(),
});

const tableSchema = z.object({
  place: z.string(),
  version: z.string(),
  /** The selected one. */
  project: projectSchema.nullable(),
  projects: z.array(projectSchema),
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
  /** All messages of a discussion when it is first shown, later those with a greater seq. */
  z.object({
    kind: z.literal("messages"),
    discussionId: z.string(),
    messages: z.array(messageSchema),
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
export type TableView = Readonly<z.infer<typeof tableSchema>>;
export type MessageView = Readonly<z.infer<typeof messageSchema>>;
export type PageEvent = Readonly<z.infer<typeof pageEventSchema>>;
