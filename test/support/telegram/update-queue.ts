import type { Update } from "grammy/types";
import { ApiError } from "./api-error.ts";

export type UpdateContent = Omit<Update, "update_id">;

interface PollOptions {
  readonly offset: number;
  readonly limit: number;
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
}

export type UpdateQueue = ReturnType<typeof createUpdateQueue>;

/** Telegram sends these only to who asks for them. */
const unsolicited: ReadonlySet<string> = new Set([
  "chat_member",
  "message_reaction",
  "message_reaction_count",
]);

/** What happened and is not yet confirmed by the bot. */
export function createUpdateQueue(onChange: () => void) {
  const known = new Map<number, Update>();
  let pending: Update[] = [];
  let redelivered: Update[] = [];
  let allowed: readonly string[] = [];
  let lastId = 100_000;
  let poll: { readonly end: (error?: ApiError) => void } | undefined;

  return {
    push,
    pushRaw,
    redeliver,
    take,
    waitAndTake,
    endPoll,
    drop,
    peek,
    confirm,
    allow,
    state,
  };

  /** The id of the update, or undefined where the bot has not asked for its kind. */
  function push(content: UpdateContent): number | undefined {
    const kinds = Object.keys(content);
    const isWanted = kinds.every((kind) =>
      allowed.length === 0 ? !unsolicited.has(kind) : allowed.includes(kind),
    );
    if (!isWanted) return undefined;
    lastId += 1;
    const update = { update_id: lastId, ...content };
    known.set(lastId, update);
    pending.push(update);
    wake();
    return lastId;
  }

  /** An update as Telegram never sends it, or not yet. */
  function pushRaw(content: object): void {
    lastId += 1;
    pending.push({ update_id: lastId, ...content });
    wake();
  }

  /** Sends an update again, as Telegram does when a confirmation is lost. */
  function redeliver(updateId: number): void {
    const update = known.get(updateId);
    if (update === undefined) throw new Error(`there is no update ${updateId}`);
    redelivered.push(update);
    wake();
  }

  async function waitAndTake(options: PollOptions): Promise<Update[]> {
    endPoll(
      new ApiError(
        409,
        "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running",
      ),
    );
    const updates = take(options);
    if (updates.length > 0 || options.timeoutMs === 0) return updates;
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const current = {
      end: (error?: ApiError) => (error === undefined ? resolve() : reject(error)),
    };
    const end = () => resolve();
    const timer = setTimeout(end, options.timeoutMs);
    options.signal.addEventListener("abort", end, { once: true });
    poll = current;
    onChange();
    try {
      await promise;
    } finally {
      clearTimeout(timer);
      options.signal.removeEventListener("abort", end);
      if (poll === current) poll = undefined;
    }
    return options.signal.aborted ? [] : take(options);
  }

  function take({ offset, limit }: Pick<PollOptions, "offset" | "limit">): Update[] {
    if (offset < 0) pending = pending.slice(offset);
    else pending = pending.filter((update) => update.update_id >= offset);
    const updates = [...redelivered, ...pending].slice(0, limit);
    redelivered = redelivered.slice(updates.length);
    onChange();
    return updates;
  }

  function endPoll(error?: ApiError): void {
    poll?.end(error);
    poll = undefined;
  }

  function drop(): void {
    pending = [];
    redelivered = [];
  }

  function peek(): Update | undefined {
    return redelivered[0] ?? pending[0];
  }

  function confirm(update: Update): void {
    if (redelivered[0] === update) redelivered = redelivered.slice(1);
    else pending = pending.filter((other) => other !== update);
    onChange();
  }

  function allow(kinds: readonly string[]): void {
    allowed = kinds;
  }

  function state() {
    return {
      pending: redelivered.length + pending.length,
      allowed,
      isPolled: poll !== undefined,
      lastId,
    };
  }

  function wake(): void {
    poll?.end();
    onChange();
  }
}
