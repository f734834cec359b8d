import { showCost } from "../../../core/cost.ts";
import { english } from "../../../core/texts/english.ts";
import type { DiscussionView, MessageView, TableView } from "../view.ts";
import type { Writing } from "./follow-table.ts";
import { participantOf } from "./participant.tsx";

/** Where a discussion stands, in words. */
export function describeProgress(
  discussion: DiscussionView,
  models: TableView["models"],
  messages: readonly MessageView[],
  writing: readonly Writing[],
): { readonly state: string; readonly details: readonly string[] } {
  const { seats, status, type, shortId, createdAt, costNanoUsd, budgetNanoUsd } = discussion;
  const nameOf = (model: string) => participantOf(models, model).displayName;
  const [only] = seats;
  const name = only && seats.length === 1 ? nameOf(only.model) : undefined;
  const round = discussion.rounds.at(-1)?.roundNumber ?? 1;
  const said = messages.filter(
    (message) => message.kind === "model" && !message.isDirect && message.roundNumber === round,
  );
  const answered = said.filter(
    (message) => message.kind === "model" && message.outcome === "answered",
  );
  const asked = new Date(createdAt).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
  const budget = budgetNanoUsd === null ? "" : ` of ${showCost(budgetNanoUsd)}`;

  return {
    state: status === "active" ? describeRunning() : describeEnd(),
    details: [
      `asked at ${asked}`,
      ...(costNanoUsd > 0 ? [`${showCost(costNanoUsd)}${budget}`] : []),
      shortId,
    ],
  };

  function describeRunning(): string {
    if (discussion.reportState === "writing") return "The secretary is writing the report";
    if (discussion.reportState === "confirming") return "The report is being confirmed";
    if (name !== undefined && type === "open") return `Only ${name} is asked`;
    const speaking = [...new Set(writing.map(({ turn }) => nameOf(turn.model)))];
    if (speaking.length === 0 && discussion.stopReason)
      return english.stopReasons[discussion.stopReason];
    const now =
      round === 1 && speaking.length !== 1
        ? `${said.length} of ${seats.length} have answered`
        : speaking.length === 0
          ? ""
          : `${speaking.join(", ")} ${speaking.length === 1 ? "is" : "are"} speaking`;
    if (type === "open") return `${said.length} of ${seats.length} have answered`;
    const where = round === 1 ? "Opening" : `Round ${round} of ${discussion.roundsWanted}`;
    return now === "" ? where : `${where}: ${now}`;
  }

  function describeEnd(): string {
    if (type === "discuss" && discussion.stopReason)
      return english.stopReasons[discussion.stopReason];
    if (name !== undefined) return answered.length > 0 ? `Only ${name} was asked` : "No answer";
    if (answered.length === seats.length)
      return seats.length === 2 ? "Both answered" : `All ${seats.length} answered`;
    return `${answered.length} of ${seats.length} answered`;
  }
}
