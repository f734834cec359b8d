import type { Seat } from "../../core/discussion.ts";
import { describeFailure } from "../../core/failure.ts";
import type { Message } from "../../core/message.ts";
import type { Position } from "../../core/position.ts";
import { labelsToNames } from "../../core/seat-names.ts";
import type { Texts } from "../../core/texts/english.ts";
import { visibleText } from "../../core/visible-text.ts";
import type { MessageView, PositionView } from "./view.ts";

/** Who speaks on the page: it has no accounts. */
export const pagePerson = "Host";

/** A stored message as people see it. */
export function messageView(message: Message, seats: readonly Seat[], texts: Texts): MessageView {
  const { id, seq, roundNumber, timestamp, isDirect } = message;
  const said = { id, seq, roundNumber, timestamp, isDirect };
  if (message.kind === "person") {
    return {
      ...said,
      kind: "person",
      name: message.person === pagePerson ? texts.page.you : message.person,
      content: message.content,
      addressees: [...message.addressees],
    };
  }
  const content = visibleText(message.content, seats);
  return {
    ...said,
    kind: "model",
    model: message.model,
    content,
    outcome: message.outcome,
    failure: describeFailure({ ...message, content }, texts) ?? null,
    position: positionView(message.position, message.model, seats),
    outputTokens: message.usage?.outputTokens ?? null,
    costNanoUsd: message.usage?.costNanoUsd ?? null,
    latencyMs: message.latencyMs ?? null,
  };
}

/** Without what it says of itself and of seats that are nobody's. */
function positionView(
  position: Position | undefined,
  model: string,
  seats: readonly Seat[],
): PositionView | null {
  if (!position || position.kind === "pass") return position ?? null;
  const others = seats.filter((seat) => seat.model !== model);
  const said = (agrees: boolean) =>
    others.filter(({ label }) => position.agrees[label] === agrees).map((seat) => seat.model);
  return {
    kind: "stance",
    stance: labelsToNames(position.stance, seats),
    agrees: said(true),
    disagrees: said(false),
    hasChanged: position.changed,
    because: labelsToNames(position.because, seats),
  };
}
