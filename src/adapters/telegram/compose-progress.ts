import { spentOn } from "../../core/cost.ts";
import type { Discussion } from "../../core/discussion.ts";
import { displayName } from "../../core/display-name.ts";
import { isHeard } from "../../core/outcome.ts";
import { sittingOut, speakingOrder, turnsIn } from "../../core/protocol.ts";
import type { Texts } from "../../core/texts/english.ts";
import type { EventBus } from "../../engine/event-bus.ts";

type Partials = ReturnType<EventBus["partials"]>;

/** Where a running discussion stands, to be read at a glance: the round, and who does what in it. */
export function composeProgress(
  discussion: Discussion,
  partials: Partials,
  elapsedMs: number,
  texts: Texts,
): string {
  const { outcomeLine, format } = texts;
  const round = discussion.rounds.at(-1)?.roundNumber ?? 1;
  const order = speakingOrder(discussion, round);
  const isRunning = discussion.status === "active";
  const { tokens, costNanoUsd } = spentOn(discussion);
  const amounts = [
    showTime(elapsedMs),
    ...(tokens > 0 ? [outcomeLine.tokens(tokens)] : []),
    ...(costNanoUsd > 0 ? [format.cost(costNanoUsd)] : []),
  ];
  return [
    discussion.roundsWanted === 1 ? "" : showRound(round, discussion.roundsWanted, texts),
    ...(isRunning ? order.map((model) => stateOf(discussion, round, model, partials, texts)) : []),
    amounts.join(" · "),
  ]
    .filter((line) => line !== "")
    .join("\n");
}

function showRound(round: number, wanted: number, { telegram }: Texts): string {
  const all = Math.max(wanted, round);
  return `${telegram.roundOf(round, all)} ${"▰".repeat(round)}${"▱".repeat(all - round)}`;
}

function stateOf(
  discussion: Discussion,
  round: number,
  model: string,
  partials: Partials,
  { telegram, outcomes }: Texts,
): string {
  const name = displayName(model);
  const written = partials.find(({ turn }) => turn.model === model);
  if (written) {
    const words = written.text.match(/\S+/g)?.length ?? 0;
    return words === 0 ? `… ${telegram.thinking(name)}` : `✍ ${telegram.writing(name, words)}`;
  }
  const turn = [...turnsIn(discussion, round), ...sittingOut(discussion, round)].find(
    (one) => one.model === model,
  );
  if (!turn) return `· ${name}`;
  if (!isHeard(turn.outcome)) return `✗ ${telegram.failed(name, outcomes[turn.outcome])}`;
  return `✓ ${turn.outcome === "passed" ? telegram.passed(name) : name}`;
}

function showTime(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}
