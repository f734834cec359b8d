import type { DiscussionView, MessageView, TableView } from "../view.ts";
import type { Writing } from "./follow-table.ts";
import { participantOf } from "./participant.tsx";
import type { Speech } from "./speech.ts";

/** Where a discussion stands, in words. */
export function describeProgress(
  discussion: DiscussionView,
  models: TableView["models"],
  messages: readonly MessageView[],
  writing: readonly Writing[],
  { says: { progress }, format, locale }: Speech,
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
  const asked = new Date(createdAt).toLocaleTimeString(locale, {
    hour: "2-digit",
    minute: "2-digit",
  });
  const spent = format.cost(costNanoUsd);
  const cost = budgetNanoUsd === null ? spent : progress.costOf(spent, format.cost(budgetNanoUsd));

  return {
    state: status === "active" ? describeRunning() : describeEnd(),
    details: [progress.askedAt(asked), ...(costNanoUsd > 0 ? [cost] : []), shortId],
  };

  function describeRunning(): string {
    if (discussion.reportState === "writing") return progress.reporting;
    if (discussion.reportState === "confirming") return progress.confirming;
    if (name !== undefined && type === "open") return progress.onlyIsAsked(name);
    const speaking = [...new Set(writing.map(({ turn }) => nameOf(turn.model)))];
    if (speaking.length === 0 && discussion.stopLine !== null) return discussion.stopLine;
    const now =
      round === 1 && speaking.length !== 1
        ? progress.haveAnswered(said.length, seats.length)
        : speaking.length === 0
          ? ""
          : speaks(speaking);
    if (type === "open") return progress.haveAnswered(said.length, seats.length);
    const where = round === 1 ? progress.opening : progress.round(round, discussion.roundsWanted);
    return now === "" ? where : `${where}: ${now}`;
  }

  function describeEnd(): string {
    if (type === "discuss" && discussion.stopLine !== null) return discussion.stopLine;
    if (name !== undefined)
      return answered.length > 0 ? progress.onlyWasAsked(name) : progress.nobodyAnswered;
    if (answered.length === seats.length)
      return seats.length === 2 ? progress.bothAnswered : progress.allAnswered(seats.length);
    return progress.answered(answered.length, seats.length);
  }

  function speaks(names: readonly string[]): string {
    const all = names.join(", ");
    return names.length === 1 ? progress.speaks(all) : progress.speak(all);
  }
}
