import { z } from "zod";

/** Words of a message; `isFound` says whether they stand in it to the letter. */
const quoteSchema = z.object({ seq: z.number(), text: z.string(), isFound: z.boolean() });

/** Participants are short names; names that are nobody's at the table stand in `unattributed`. */
const agreementSchema = z.object({
  claim: z.string(),
  by: z.array(z.string()),
  unattributed: z.array(z.string()).default([]),
  /** Already in the blind opening, which is evidence, or after they had read each other, which is weak. */
  when: z.enum(["independent", "after_debate"]).optional(),
  quotes: z.array(quoteSchema).default([]),
});

const disagreementSchema = z.object({
  topic: z.string(),
  /** By short name. */
  positions: z.record(z.string(), z.string()),
  /** By the name that the secretary wrote. */
  unattributed: z.record(z.string(), z.string()).default({}),
  crux: z.string().optional(),
  whatWouldSettle: z.string().optional(),
  quotes: z.array(quoteSchema).default([]),
  /** From an earlier report: missing in this one, though its parties have not spoken since. */
  isCarried: z.boolean().default(false),
});

/** Everything beyond the original's two lists, as far as the secretary gave it. */
const reportSchema = z.object({
  changes: z
    .array(
      z.object({
        who: z.string(),
        from: z.string(),
        to: z.string(),
        because: z.string().optional(),
        /** The message that changed it. */
        becauseSeq: z.number().optional(),
      }),
    )
    .default([]),
  minority: z
    .array(z.object({ by: z.array(z.string()), position: z.string(), why: z.string().optional() }))
    .default([]),
  recommendation: z.string().optional(),
  openQuestions: z.array(z.string()).default([]),
  /** Who had been asked to write it first, when that one could not. */
  secretaryInstead: z.string().optional(),
  /** With those of the reports before it, and of their confirmations. */
  tokens: z.number().default(0),
  costNanoUsd: z.number().default(0),
});

const verdictSchema = z.object({
  state: z.enum(["confirmed", "denied", "unanswered"]),
  /** What the line should say instead. */
  fix: z.string().optional(),
});

/**
 * What each participant says of the lines that name it, by line: `agreement 1`, `disagreement 2`. Who was asked and
 * gave no clear answer has not confirmed.
 */
const ratificationSchema = z.record(z.string(), z.record(z.string(), verdictSchema));

export const consensusSchema = z.object({
  id: z.string(),
  discussionId: z.string(),
  agreements: z.array(agreementSchema),
  disagreements: z.array(disagreementSchema),
  report: reportSchema,
  ratification: ratificationSchema.nullable(),
  /** ISO 8601, UTC. */
  generatedAt: z.string(),
  /** The secretary that really wrote it, as a short name. */
  generatedBy: z.string(),
  /** The last message it speaks of. */
  coversSeq: z.number(),
});

export type Consensus = Readonly<z.infer<typeof consensusSchema>>;
export type Agreement = Readonly<z.infer<typeof agreementSchema>>;
export type Disagreement = Readonly<z.infer<typeof disagreementSchema>>;
export type Verdict = Readonly<z.infer<typeof verdictSchema>>;
export type Report = Readonly<z.infer<typeof reportSchema>>;
