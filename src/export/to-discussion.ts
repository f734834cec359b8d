import type { Discussion } from "../core/discussion.ts";
import type { Message } from "../core/message.ts";
import type { ExportedDiscussion, ExportedMessage } from "./export-schema.ts";

/** An imported discussion as it can be stored: with ids of its own, and without work. */
export function toDiscussion(
  exported: ExportedDiscussion,
  at: Pick<Discussion, "project" | "place"> & { readonly newId: () => string },
): Discussion {
  const { status, consensus, messages, rounds, ...header } = exported;
  const id = at.newId();
  return {
    ...header,
    id,
    project: at.project,
    place: at.place,
    status: "completed",
    // Whatever was still to be done is not taken up unasked.
    stopReason: header.stopReason ?? (status === "active" ? "stopped" : undefined),
    budgetNanoUsd: header.budgetNanoUsd ?? undefined,
    isReportWanted: false,
    consensus: consensus ? { ...consensus, id: at.newId(), discussionId: id } : undefined,
    rounds: rounds.map((round) => ({ ...round, id: at.newId() })),
    messages: messages.map((message) => toMessage(message, id, at.newId())),
  };
}

function toMessage(message: ExportedMessage, discussionId: string, id: string): Message {
  if (message.kind === "person") return { ...message, id, discussionId };
  const { usage } = message;
  return {
    ...message,
    id,
    discussionId,
    position: message.position ?? undefined,
    usage: {
      inputTokens: usage.inputTokens ?? undefined,
      outputTokens: usage.outputTokens ?? undefined,
      cachedTokens: usage.cachedTokens ?? undefined,
      reasoningTokens: usage.reasoningTokens ?? undefined,
      costNanoUsd: usage.costNanoUsd ?? undefined,
    },
    latencyMs: message.latencyMs ?? undefined,
    answeredBy: message.answeredBy ?? undefined,
  };
}
