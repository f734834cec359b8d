import type { Selectable } from "kysely";
import { z } from "zod";
import type { Message, ModelMessage, PersonMessage } from "../core/message.ts";
import { outcomes } from "../core/outcome.ts";
import { positionSchema } from "../core/position.ts";
import type { MessageTable } from "./schema.ts";
import { storable } from "./storable.ts";

const addresseesSchema = z.array(z.string());
const outcomeSchema = z.enum(outcomes);

/** A message that has no seq yet. */
export type NewMessage =
  | Omit<PersonMessage, "seq" | "roundNumber">
  | Omit<ModelMessage, "seq" | "roundNumber">;

export type MessageValues = Omit<Selectable<MessageTable>, "roundId" | "seq">;

export function toRow(message: NewMessage): MessageValues {
  const usage = message.kind === "model" ? message.usage : undefined;
  return {
    id: message.id,
    discussionId: message.discussionId,
    authorKind: message.kind,
    authorName: message.kind === "model" ? message.model : message.person,
    model: message.kind === "model" ? message.model : null,
    content: storable(message.content),
    timestamp: message.timestamp,
    isDirect: message.isDirect ? 1 : 0,
    addressees:
      message.kind === "person" && message.isDirect ? JSON.stringify(message.addressees) : null,
    heardSeq: message.kind === "model" ? message.heardSeq : null,
    outcome: message.kind === "model" ? message.outcome : null,
    position:
      message.kind === "model" && message.position ? JSON.stringify(message.position) : null,
    inputTokens: usage?.inputTokens ?? null,
    outputTokens: usage?.outputTokens ?? null,
    cachedTokens: usage?.cachedTokens ?? null,
    reasoningTokens: usage?.reasoningTokens ?? null,
    costNanoUsd: usage?.costNanoUsd ?? null,
    latencyMs: message.kind === "model" ? (message.latencyMs ?? null) : null,
    answeredBy: message.kind === "model" ? storable(message.answeredBy ?? "") || null : null,
  };
}

export function toMessage(
  row: Selectable<MessageTable> & { readonly roundNumber: number },
): Message {
  const said = {
    id: row.id,
    discussionId: row.discussionId,
    roundNumber: row.roundNumber,
    seq: row.seq,
    content: row.content,
    timestamp: row.timestamp,
    isDirect: row.isDirect === 1,
  };
  if (row.model === null) {
    const addressees = addresseesSchema.parse(JSON.parse(row.addressees ?? "[]"));
    return { ...said, kind: "person", person: row.authorName, addressees };
  }
  return {
    ...said,
    kind: "model",
    model: row.model,
    outcome: outcomeSchema.parse(row.outcome),
    heardSeq: row.heardSeq ?? 0,
    position: row.position === null ? undefined : positionSchema.parse(JSON.parse(row.position)),
    usage: {
      inputTokens: row.inputTokens ?? undefined,
      outputTokens: row.outputTokens ?? undefined,
      cachedTokens: row.cachedTokens ?? undefined,
      reasoningTokens: row.reasoningTokens ?? undefined,
      costNanoUsd: row.costNanoUsd ?? undefined,
    },
    latencyMs: row.latencyMs ?? undefined,
    answeredBy: row.answeredBy ?? undefined,
  };
}
