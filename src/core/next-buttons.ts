import type { Discussion } from "./discussion.ts";
import { priceOfReport, priceOfRounds } from "./estimate.ts";
import { failedTurns } from "./protocol.ts";
import type { Button } from "./reply.ts";
import { heardModels } from "./secretary.ts";
import type { Texts } from "./texts/english.ts";

/**
 * What can be done with a discussion that has ended. Each names its discussion: by the time it is pressed another
 * one may be current.
 */
export function nextButtons(discussion: Discussion, { buttons, format }: Texts): readonly Button[] {
  const { id, project, seats, messages, type, stopReason, consensus } = discussion;
  const isReported = consensus !== undefined && consensus.coversSeq >= (messages.at(-1)?.seq ?? 0);
  const price = (rounds: number) => priceOfRounds(rounds, seats.length, messages);
  const button = (label: string, command: string, cost?: number) => ({
    label: cost === undefined ? label : buttons.withPrice(label, format.cost(cost)),
    command: `/resume ${id} ${command}`,
  });
  return [
    stopReason === "budget" || stopReason === "stopped"
      ? button(buttons.continue, "/continue")
      : type === "open"
        ? button(buttons.discuss, "/discuss", price(project.settings.default_rounds))
        : button(buttons.next, "/next", price(1)),
    ...(heardModels(discussion).length < 2 || isReported
      ? []
      : [button(buttons.consensus, "/consensus", priceOfReport(messages))]),
    ...(failedTurns(discussion).length > 0 ? [button(buttons.retry, "/retry")] : []),
    ...(messages.length > 0 ? [button(buttons.export, "/export")] : []),
    ...(seats.length > 1 ? [button(buttons.askOne, "/ask")] : []),
  ];
}
