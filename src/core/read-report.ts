import { displayName } from "./display-name.ts";
import { z } from "zod";
import type { Agreement, Disagreement, Report } from "./consensus.ts";
import type { Discussion } from "./discussion.ts";
import { attribute, checkQuotes, isMessage, spokeInOpening } from "./check-lines.ts";
import { parseJson } from "./parse-json.ts";
import { heardModels, participantOf } from "./secretary.ts";

const text = z.string().trim().min(1);
const optionalText = text.optional().catch(undefined);
const names = z.union([z.array(z.string()), z.string().transform((name) => [name])]).catch([]);
const quotes = z
  .array(
    z
      .object({ message: z.coerce.number().min(1).optional().catch(undefined), text })
      .catch({ text: "" }),
  )
  .catch([]);

/** Of a list that nobody insists on, the entries that can be read. */
function readable<Schema extends z.ZodType>(entry: Schema) {
  return z
    .array(z.unknown())
    .catch([])
    .transform((list) => list.flatMap((one) => entry.safeParse(one).data ?? []));
}

/** The shape that the original asked for, and everything beyond it as far as it can be read. */
const writtenSchema = z.object({
  agreements: z.array(
    z.union([
      text.transform((claim) => ({ claim, by: undefined, when: undefined, quotes: [] })),
      z.object({
        claim: text,
        by: names.optional(),
        when: z.enum(["independent", "after_debate"]).optional().catch(undefined),
        quotes: quotes.default([]),
      }),
    ]),
  ),
  disagreements: z.array(
    z.object({
      topic: text,
      positions: z.record(z.string(), text),
      crux: optionalText,
      what_would_settle: optionalText,
      quotes: quotes.default([]),
    }),
  ),
  changed_minds: readable(
    z.object({
      who: text,
      from: z.string().catch(""),
      to: z.string().catch(""),
      because: optionalText,
      because_message: z.coerce.number().optional().catch(undefined),
    }),
  ),
  minority: readable(z.object({ by: names, position: text, why: optionalText })),
  recommendation: optionalText,
  open_questions: readable(text),
});

type Written = z.infer<typeof writtenSchema>;

export type ReadReport =
  | {
      readonly kind: "report";
      readonly agreements: readonly Agreement[];
      readonly disagreements: readonly Disagreement[];
      readonly report: Pick<Report, "changes" | "minority" | "recommendation" | "openQuestions">;
    }
  /** In words that help the secretary to mend it. */
  | { readonly kind: "problem"; readonly problem: string };

/**
 * Reads what a secretary wrote, and checks each line against the table: who is named must have sat there and been
 * heard, and a quote must stand in its message to the letter. What does not hold is marked, never dropped and never
 * invented.
 */
export function readReport(discussion: Discussion, written: string): ReadReport {
  const json = findObject(written);
  if (json === undefined) {
    return { kind: "problem", problem: "there was no JSON object in your answer." };
  }
  const parsed = writtenSchema.safeParse(json);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const at = issue?.path.join(".") || "the object";
    return { kind: "problem", problem: `${at}: ${issue?.message ?? "not as asked"}.` };
  }
  const { data } = parsed;
  return {
    kind: "report",
    agreements: data.agreements.map((one) => agreementOf(discussion, one)),
    disagreements: data.disagreements.map((one) => disagreementOf(discussion, one)),
    report: {
      changes: data.changed_minds.map((change) => ({
        who: whoOf(discussion, change.who),
        from: change.from,
        to: change.to,
        ...(change.because !== undefined && { because: change.because }),
        ...(isMessage(discussion, change.because_message) && {
          becauseSeq: change.because_message,
        }),
      })),
      minority: data.minority.map(({ by, position, why }) => ({
        by: by.map((name) => whoOf(discussion, name)),
        position,
        ...(why !== undefined && { why }),
      })),
      ...(data.recommendation !== undefined && { recommendation: data.recommendation }),
      openQuestions: data.open_questions,
    },
  };
}

/** The short name of one who was heard; of one who was not, the name that people read, so that it can be marked. */
function whoOf(discussion: Discussion, name: string): string {
  const model = participantOf(discussion, name);
  if (model === undefined) return name;
  return heardModels(discussion).includes(model) ? model : displayName(model);
}

function agreementOf(discussion: Discussion, written: Written["agreements"][number]): Agreement {
  const heard = heardModels(discussion);
  // In the original's shape an agreement is what all share.
  const { by, unattributed } = written.by
    ? attribute(discussion, written.by)
    : { by: [...heard], unattributed: [] };
  const inOpening = by.every((model) => spokeInOpening(discussion, model));
  const when = written.when === "independent" && !inOpening ? "after_debate" : written.when;
  return {
    claim: written.claim,
    by,
    unattributed,
    ...(when !== undefined && { when }),
    quotes: checkQuotes(discussion, written.quotes),
  };
}

function disagreementOf(
  discussion: Discussion,
  written: Written["disagreements"][number],
): Disagreement {
  const heard = heardModels(discussion);
  const positions: Record<string, string> = {};
  const unattributed: Record<string, string> = {};
  for (const [name, position] of Object.entries(written.positions)) {
    const model = participantOf(discussion, name);
    if (model !== undefined && heard.includes(model)) positions[model] = position;
    else unattributed[name] = position;
  }
  return {
    topic: written.topic,
    positions,
    unattributed,
    ...(written.crux !== undefined && { crux: written.crux }),
    ...(written.what_would_settle !== undefined && { whatWouldSettle: written.what_would_settle }),
    quotes: checkQuotes(discussion, written.quotes),
    isCarried: false,
  };
}

/** Enough for a fence and prose around; an answer of thousands of braces is not tried in all pairs. */
const maxTries = 200;

/** The JSON object in an answer, with or without a fence and prose around it. */
function findObject(answer: string): unknown {
  let tries = 0;
  for (let start = answer.indexOf("{"); start !== -1; start = answer.indexOf("{", start + 1)) {
    for (let end = answer.lastIndexOf("}"); end > start; end = answer.lastIndexOf("}", end - 1)) {
      const value = parseJson(answer.slice(start, end + 1));
      if (value !== undefined) return value;
      tries += 1;
      if (tries >= maxTries) return undefined;
    }
  }
  return undefined;
}
