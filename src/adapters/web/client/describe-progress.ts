import { showCost } from "../../../core/cost.ts";
import type { DiscussionView, MessageView, TableView } from "../view.ts";
import { participantOf } from "./participant.tsx";

/** Where a discussion stands, in words. */
export function describeProgress(
  discussion: DiscussionView,
  table: TableView,
  messages: readonly MessageView[],
): { readonly state: string; readonly details: readonly string[] } {
  const { seats, status, shortId, createdAt } = discussion;
  const said = messages.filter((message) => message.kind === "model" && !message.isDirect);
  const answered = said.filter(
    (message) => message.kind === "model" && message.outcome === "answered",
  );
  const [only] = seats;
  const name =
    only && seats.length === 1 ? participantOf(table, only.model).displayName : undefined;
  const asked = new Date(createdAt).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
  const cost = sum(messages.map((message) => (message.kind === "model" ? message.costNanoUsd : 0)));

  return {
    state: describeState(),
    details: [`asked at ${asked}`, ...(cost > 0 ? [showCost(cost)] : []), shortId],
  };

  function describeState(): string {
    if (status === "active") {
      return name === undefined
        ? `${said.length} of ${seats.length} have answered`
        : `Only ${name} is asked`;
    }
    if (name !== undefined) return answered.length > 0 ? `Only ${name} was asked` : "No answer";
    if (answered.length === seats.length)
      return seats.length === 2 ? "Both answered" : `All ${seats.length} answered`;
    return `${answered.length} of ${seats.length} answered`;
  }
}

function sum(numbers: readonly (number | null)[]): number {
  return numbers.reduce<number>((total, number) => total + (number ?? 0), 0);
}
