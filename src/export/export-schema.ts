import { z } from "zod";
import { consensusSchema } from "../core/consensus.ts";
import { stopReasons } from "../core/discussion.ts";
import { outcomes } from "../core/outcome.ts";
import { positionSchema } from "../core/position.ts";
import { projectSettingsSchema } from "../core/project.ts";

export const exportVersion = 1;

/** As every database takes it: PostgreSQL stores no NUL, and half a surrogate pair is no character. */
const text = z
  .string()
  .refine((value) => !value.includes("\0") && value.isWellFormed(), "holds what is no text");
const name = text.min(1).max(200);
/** Half of PostgreSQL's integer: there is room for what follows. */
const count = z.int().min(0).max(1_000_000_000);
const roundNumber = count.min(1);
const time = z.iso.datetime();
const nanoUsd = z.int().min(0).max(1e15);

const said = {
  seq: count.min(1),
  roundNumber,
  content: text,
  timestamp: time,
  isDirect: z.boolean(),
};

const messageSchema = z.discriminatedUnion("kind", [
  z.object({
    ...said,
    kind: z.literal("person"),
    person: text,
    /** The models that a direct message asks. */
    addressees: z.array(name),
  }),
  z.object({
    ...said,
    kind: z.literal("model"),
    model: name,
    outcome: z.enum(outcomes),
    /** The last seq that its prompt contained; 0 is the question alone. */
    heardSeq: count,
    /** Null where it gave none that could be read. */
    position: positionSchema.nullable(),
    /** Null where the provider did not say. */
    usage: z.object({
      inputTokens: count.nullable(),
      outputTokens: count.nullable(),
      cachedTokens: count.nullable(),
      reasoningTokens: count.nullable(),
      costNanoUsd: nanoUsd.nullable(),
    }),
    latencyMs: count.nullable(),
    answeredBy: text.nullable(),
  }),
]);

const exportedDiscussionSchema = z
  .object({
    question: text.min(1).max(100_000),
    type: z.enum(["open", "discuss"]),
    status: z.enum(["active", "completed"]),
    createdAt: time,
    seats: z.array(z.object({ model: name, label: name })).max(100),
    systemPrompt: text.max(100_000),
    roundsWanted: count,
    resumedAfterRound: count,
    stopReason: z.enum(stopReasons).nullable(),
    budgetNanoUsd: nanoUsd.nullable(),
    reportedSeq: count,
    rounds: z.array(z.object({ roundNumber, type: z.enum(["parallel", "sequential"]) })),
    consensus: consensusSchema
      .omit({ id: true, discussionId: true })
      .extend({ generatedAt: time, generatedBy: name, coversSeq: count })
      .nullable(),
    messages: z.array(messageSchema),
  })
  .superRefine((discussion, ctx) => {
    const problem = contradiction(discussion);
    if (problem !== undefined) ctx.addIssue(problem);
  });

/** What the JSON export holds: all that is stored of it but ids and places, which are of one moai alone. */
export const exportSchema = z.object({
  format: z.literal("moai"),
  version: z.literal(exportVersion),
  scope: z.enum(["discussion", "project"]),
  project: z.object({
    name: text.min(1).max(255),
    models: z
      .array(name)
      .max(100)
      .refine((models) => !hasTwice(models), "has a model twice"),
    settings: projectSettingsSchema,
    createdAt: time,
    updatedAt: time,
  }),
  discussions: z.array(exportedDiscussionSchema),
});

export type Exported = z.infer<typeof exportSchema>;
export type ExportedDiscussion = z.infer<typeof exportedDiscussionSchema>;
export type ExportedMessage = z.infer<typeof messageSchema>;

/** What a database would not take, or no table can have been. */
function contradiction({
  seats,
  rounds,
  messages,
}: Pick<ExportedDiscussion, "seats" | "rounds" | "messages">): string | undefined {
  if (hasTwice(seats.map(({ model }) => model)) || hasTwice(seats.map(({ label }) => label))) {
    return "has a seat twice";
  }
  if (hasTwice(rounds.map((round) => round.roundNumber))) return "has a round twice";
  const known = new Set(rounds.map((round) => round.roundNumber));
  if (messages.some((message) => !known.has(message.roundNumber))) return "lacks a round";
  if (messages.some(({ seq }, index) => seq <= (messages[index - 1]?.seq ?? 0))) {
    return "has messages out of order";
  }
  if (messages.some((message) => message.kind === "model" && message.heardSeq >= message.seq)) {
    return "has a message that heard a later one";
  }
  const turns = messages.flatMap((message) =>
    message.kind === "model" && !message.isDirect
      ? [`${message.roundNumber} ${message.model}`]
      : [],
  );
  return hasTwice(turns) ? "has two turns of a model in one round" : undefined;
}

function hasTwice(values: readonly (string | number)[]): boolean {
  return new Set(values).size < values.length;
}
