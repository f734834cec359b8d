import type { Consensus } from "../core/consensus.ts";
import type { Message } from "../core/message.ts";
import type { DiscussionHeader, ExportSource } from "./export-source.ts";
import {
  type Exported,
  type ExportedDiscussion,
  type ExportedMessage,
  exportVersion,
} from "./export-schema.ts";

/**
 * Everything, as it is stored, in one order of keys: what is imported is exported again byte for byte. A message
 * is a line.
 */
export async function* json(source: ExportSource): AsyncGenerator<string, void> {
  const { name, models, settings, createdAt, updatedAt } = source.project;
  const head: Omit<Exported, "discussions"> = {
    format: "moai",
    version: exportVersion,
    scope: source.scope,
    project: { name, models: [...models], settings, createdAt, updatedAt },
  };
  yield `${openList(head, "discussions")}\n`;
  let isFirst = true;
  for await (const { header, messages } of source.discussions) {
    yield `${isFirst ? "" : ",\n"}${openList(toExportedHeader(header), "messages")}\n`;
    isFirst = false;
    let comma = "";
    for await (const message of messages) {
      yield `${comma}${JSON.stringify(toExportedMessage(message))}`;
      comma = ",\n";
    }
    yield "\n]}";
  }
  yield "\n]}\n";
}

/** An object whose last member is a list that is still to be filled. */
function openList(head: object, list: string): string {
  return `${JSON.stringify(head).slice(0, -1)},"${list}":[`;
}

function toExportedHeader(header: DiscussionHeader): Omit<ExportedDiscussion, "messages"> {
  return {
    question: header.question,
    type: header.type,
    status: header.status,
    createdAt: header.createdAt,
    seats: header.seats.map(({ model, label }) => ({ model, label })),
    systemPrompt: header.systemPrompt,
    roundsWanted: header.roundsWanted,
    resumedAfterRound: header.resumedAfterRound,
    stopReason: header.stopReason ?? null,
    budgetNanoUsd: header.budgetNanoUsd ?? null,
    reportedSeq: header.reportedSeq,
    rounds: header.rounds.map(({ roundNumber, type }) => ({ roundNumber, type })),
    consensus: header.consensus ? withoutIds(header.consensus) : null,
  };
}

function withoutIds({
  id: _id,
  discussionId: _discussionId,
  ...rest
}: Consensus): NonNullable<ExportedDiscussion["consensus"]> {
  return rest;
}

function toExportedMessage(message: Message): ExportedMessage {
  const { seq, roundNumber, content, timestamp, isDirect } = message;
  const said = { seq, roundNumber, content, timestamp, isDirect };
  if (message.kind === "person") {
    const { kind, person, addressees } = message;
    return { ...said, kind, person, addressees: [...addressees] };
  }
  const { kind, model, outcome, heardSeq, usage } = message;
  return {
    ...said,
    kind,
    model,
    outcome,
    heardSeq,
    position: message.position ?? null,
    usage: {
      inputTokens: usage?.inputTokens ?? null,
      outputTokens: usage?.outputTokens ?? null,
      cachedTokens: usage?.cachedTokens ?? null,
      reasoningTokens: usage?.reasoningTokens ?? null,
      costNanoUsd: usage?.costNanoUsd ?? null,
    },
    latencyMs: message.latencyMs ?? null,
    answeredBy: message.answeredBy ?? null,
  };
}
