import type { Api } from "grammy";
import type { Place } from "../../core/place.ts";
import type { EventBus } from "../../engine/event-bus.ts";
import { apiSignal } from "./api-signal.ts";
import type { ChatCallers } from "./chat-caller.ts";
import type { Clock } from "./clock.ts";
import { parsePlace } from "./telegram-place.ts";

/** Telegram shows it for five seconds. */
const intervalMs = 4000;
/** After there was no room for it among the other calls. */
const retryMs = 250;

/**
 * Shows "typing" where a model is being asked, for as long as it takes. The least important of all calls: it is
 * made between the others, for one that crosses a refusal makes a ban longer, and a chat that is gone ends it.
 */
export function showTyping(deps: {
  readonly api: Api;
  readonly bus: EventBus;
  readonly callers: ChatCallers;
  readonly clock: Clock;
  readonly signal: AbortSignal;
}): void {
  const asked = new Map<Place, { count: number; readonly over: AbortController }>();

  deps.signal.addEventListener(
    "abort",
    deps.bus.subscribe((event) => {
      if (event.kind === "asking") begin(event.turn.place);
      if (event.kind === "asked") end(event.turn.place);
    }),
  );

  function begin(place: Place): void {
    const current = asked.get(place);
    if (current) {
      current.count += 1;
      return;
    }
    const over = new AbortController();
    asked.set(place, { count: 1, over });
    void repeat(place, AbortSignal.any([over.signal, deps.signal]));
  }

  function end(place: Place): void {
    const current = asked.get(place);
    if (!current) return;
    current.count -= 1;
    if (current.count > 0) return;
    asked.delete(place);
    current.over.abort();
  }

  async function repeat(place: Place, signal: AbortSignal): Promise<void> {
    const to = parsePlace(place);
    if (!to) return;
    while (!signal.aborted) {
      const pauseMs = await show(to.chatId, to.topicId);
      if (pauseMs === undefined) return;
      await deps.clock.wait(pauseMs, signal).catch(() => undefined);
    }
  }

  /** Returns when to show it again; undefined for never. */
  async function show(chatId: number, topicId: number | undefined): Promise<number | undefined> {
    const outcome = await deps.callers
      .of(chatId)
      .offer((timeout) =>
        deps.api.sendChatAction(
          chatId,
          "typing",
          topicId === undefined ? {} : { message_thread_id: topicId },
          apiSignal(timeout, deps.signal),
        ),
      );
    if (outcome.kind === "done") return intervalMs;
    return outcome.kind === "dropped" ? retryMs : undefined;
  }
}
