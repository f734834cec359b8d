import type { ModelMessage } from "../../core/message.ts";
import type { EventBus, Turn } from "../../engine/event-bus.ts";
import type { Log } from "../../log.ts";
import * as deliveryParts from "../../storage/delivery-parts.ts";
import { type FrameDeps, keyOf, type LiveTurn, showFrame } from "./show-frame.ts";
import { parsePlace } from "./telegram-place.ts";

export type LiveDeps = FrameDeps & { readonly bus: EventBus; readonly log: Log };

/** Shows answers in private chats while they are written, by editing the message that will hold them. */
export type LiveAnswers = {
  /** The answer is stored: what stands there is its beginning from now on, and is left alone. */
  settle(message: ModelMessage): Promise<void>;
};

type Live = LiveTurn & {
  isChanged: boolean;
  isOver: boolean;
  frame: Promise<void>;
};

/** A notification should say something, and a word or two do not. */
const firstFrameLength = 30;
/** Long texts are edited less often: a frame is the whole text again. */
const gapPerCharacterMs = 0.5;
const longestGapMs = 3000;

export function createLiveAnswers(deps: LiveDeps): LiveAnswers {
  const { db, clock, signal } = deps;
  const turns = new Map<string, Live>();
  const working = new Set<number>();

  signal.addEventListener(
    "abort",
    deps.bus.subscribe((event) => {
      if (event.kind === "asking") begin(event.turn);
      if (event.kind === "text") grow(event.turn, event.text);
      if (event.kind === "asked") end(event.turn);
    }),
  );

  function begin(turn: Turn): void {
    const to = parsePlace(turn.place);
    // An answer with the same key that is still to be settled keeps what stands there for itself.
    if (!to || to.chatId < 0 || turns.has(keyOf(turn))) return;
    turns.set(keyOf(turn), {
      turn,
      to,
      text: "",
      isChanged: false,
      isOver: false,
      parts: undefined,
      texts: undefined,
      frame: Promise.resolve(),
    });
  }

  function grow(turn: Turn, text: string): void {
    const live = turns.get(keyOf(turn));
    if (!live || live.isOver) return;
    live.text += text;
    live.isChanged = live.text.trim().length >= firstFrameLength;
    if (!live.isChanged || working.has(live.to.chatId)) return;
    working.add(live.to.chatId);
    void work(live.to.chatId);
  }

  function end(turn: Turn): void {
    const live = turns.get(keyOf(turn));
    if (live) live.isOver = true;
  }

  /** One frame after another, of whoever's text has changed; those not shown for longest come first. */
  async function work(chatId: number): Promise<void> {
    const caller = deps.callers.of(chatId);
    try {
      for (let live = next(chatId), shownAt = 0; live; live = next(chatId)) {
        const gap = Math.min(longestGapMs, live.text.length * gapPerCharacterMs);
        await caller.spare(shownAt + gap, signal);
        shownAt = clock.now();
        const due = next(chatId);
        if (!due) break;
        turns.delete(keyOf(due.turn));
        turns.set(keyOf(due.turn), due);
        due.isChanged = false;
        due.frame = show(due);
        await due.frame;
      }
    } catch (error) {
      if (!signal.aborted) deps.log.error({ chatId, err: error }, "a text could not be streamed");
    } finally {
      working.delete(chatId);
    }
  }

  function next(chatId: number): Live | undefined {
    return turns
      .values()
      .find(({ to, isChanged, isOver }) => to.chatId === chatId && isChanged && !isOver);
  }

  async function show(live: Live): Promise<void> {
    const shown = await showFrame(deps, live);
    if (shown === "over") live.isOver = true;
    if (shown === "partly") live.isChanged = true;
  }

  return {
    async settle(message) {
      const key = keyOf(message);
      const live = turns.get(key);
      if (live) live.isOver = true;
      await live?.frame.catch(() => undefined);
      turns.delete(key);
      await deliveryParts.adopt(db, key, { kind: "message", id: message.id });
    },
  };
}
