import type { Discussion } from "./discussion.ts";
import { estimatePrices } from "./estimate.ts";
import { isHeard } from "./outcome.ts";
import { outcomeLine } from "./outcome-line.ts";
import { turnsIn } from "./protocol.ts";
import type { Button, Reply } from "./reply.ts";
import { heardModels } from "./secretary.ts";

/** What is said at a place when its discussion has ended; nothing where one model has simply answered. */
export function noticeOfEnd(discussion: Discussion): Reply | undefined {
  const { id, seats, stopReason } = discussion;
  if (seats.length === 1 && stopReason === "answered") return undefined;
  return { text: outcomeLine(discussion), buttons: [...buttonsOf(discussion)], discussionId: id };
}

export function noticeOfRestart({ id }: Discussion): Reply {
  return {
    text: "moai was restarted. The discussion goes on by itself.",
    buttons: [{ label: "Stop", command: `/resume ${id} /stop` }],
    discussionId: id,
  };
}

/** Each names its discussion: by the time it is pressed another one may be current. */
function buttonsOf(discussion: Discussion): readonly Button[] {
  const { id, seats, messages, type, stopReason, consensus } = discussion;
  const last = discussion.rounds.at(-1)?.roundNumber ?? 1;
  const someFailed = turnsIn(discussion, last).some(({ outcome }) => !isHeard(outcome));
  const isReported = consensus !== undefined && consensus.coversSeq >= (messages.at(-1)?.seq ?? 0);
  const prices = estimatePrices(seats.length, messages);
  const at = (command: string) => `/resume ${id} ${command}`;
  const button = (label: string, price: string | undefined, command: string) => ({
    label: price === undefined ? label : `${label} (about ${price})`,
    command: at(command),
  });
  return [
    stopReason === "budget"
      ? button("Continue", undefined, "/continue")
      : type === "open"
        ? button("Discuss", undefined, "/discuss")
        : button("Next round", prices.round, "/next"),
    ...(heardModels(discussion).length < 2 || isReported
      ? []
      : [button("Consensus", prices.report, "/consensus")]),
    ...(someFailed ? [button("Ask those who failed again", undefined, "/retry")] : []),
  ];
}
