import type { Discussion, Round } from "../core/discussion.ts";
import { ModelError } from "../core/errors.ts";
import type { ModelMessage } from "../core/message.ts";
import { splitPosition } from "../core/position.ts";
import { promptFor, type PromptMessage } from "../core/prompt.ts";
import { createVisibleText } from "../core/visible-text.ts";
import type { Log } from "../log.ts";
import type { Answer, Model } from "../models/model.ts";
import type { Db } from "../storage/database.ts";
import type { Write } from "../storage/write.ts";
import type { NewMessage } from "../storage/message-row.ts";
import * as messages from "../storage/messages.ts";
import { orderedId } from "../storage/ordered-id.ts";
import type { CallSlots } from "./call-slots.ts";
import type { EventBus, Turn } from "./event-bus.ts";
import type { Signals } from "./local-runner.ts";
import { untilStored } from "./until-stored.ts";

export type AskDeps = {
  readonly db: Db;
  readonly write: Write;
  readonly models: ReadonlyMap<string, Model>;
  readonly bus: EventBus;
  readonly slots: CallSlots;
  readonly log: Log;
  readonly now: () => Date;
};

type Ended = Pick<
  ModelMessage,
  "content" | "outcome" | "position" | "usage" | "answeredBy" | "latencyMs"
>;

/**
 * Asks one model for one turn or direct answer and stores what came of it, a failure too. A call that is
 * aborted because the process ends leaves no trace: it is made again after the restart. `signals.call` aborts for
 * either reason.
 */
export async function ask(
  deps: AskDeps,
  call: {
    readonly discussion: Discussion;
    readonly round: Round;
    readonly model: string;
    readonly isDirect: boolean;
  },
  signals: Signals,
): Promise<void> {
  const { discussion, round, model, isDirect } = call;
  const { roundNumber } = round;
  const { id: discussionId, place } = discussion;
  const turn: Turn = { place, discussionId, roundNumber, model, isDirect };
  const prompt = promptFor(discussion, model, { roundNumber, isDirect });

  const release = await deps.slots.acquire(place, signals.call);
  deps.bus.publish({ kind: "asking", turn });
  try {
    const visible = createVisibleText(discussion.seats);
    const show = (text: string) => {
      if (text !== "") deps.bus.publish({ kind: "text", turn, text });
    };
    const ended = await callModel(deps, model, prompt.messages, {
      signal: signals.call,
      onText: (piece) => show(visible.push(piece)),
    });
    show(visible.end());
    if (ended.outcome === "stopped" && signals.close.aborted) return;
    const message: NewMessage = {
      ...ended,
      kind: "model",
      id: orderedId(),
      discussionId,
      model,
      isDirect,
      heardSeq: prompt.heardSeq,
      timestamp: deps.now().toISOString(),
    };
    await untilStored(deps.log, signals.close, () =>
      deps.write((trx) => messages.insert(trx, round.id, message)),
    );
  } finally {
    release();
    deps.bus.publish({ kind: "asked", turn });
    deps.bus.publish({ kind: "changed", place, discussionId });
  }
}

async function callModel(
  { models }: AskDeps,
  name: string,
  prompt: readonly PromptMessage[],
  options: { readonly signal: AbortSignal; readonly onText: (piece: string) => void },
): Promise<Ended> {
  const startedAt = performance.now();
  const latencyMs = () => Math.round(performance.now() - startedAt);
  try {
    const model = models.get(name);
    // Left the settings, or was picked from another router, while a discussion still had it at the table.
    if (!model) throw new ModelError("unavailable");
    return { ...read(await model.ask(prompt, options)), latencyMs: latencyMs() };
  } catch (error) {
    if (!(error instanceof ModelError)) throw error;
    return {
      content: error.partialText,
      outcome: error.outcome,
      position: undefined,
      usage: error.usage,
      answeredBy: undefined,
      latencyMs: latencyMs(),
    };
  }
}

function read({ text, outcome, usage, answeredBy }: Answer): Omit<Ended, "latencyMs"> {
  const { position } = splitPosition(text);
  const passed = outcome === "answered" && position?.kind === "pass";
  return { content: text, outcome: passed ? "passed" : outcome, position, usage, answeredBy };
}
