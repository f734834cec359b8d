import { randomBytes } from "node:crypto";
import type { ModelMessage } from "../../core/message.ts";
import type { Place } from "../../core/place.ts";
import { parseReply, type Reply } from "../../core/reply.ts";
import type { Texts } from "../../core/texts/english.ts";
import type { Log } from "../../log.ts";
import type { Db } from "../../storage/database.ts";
import * as deliveries from "../../storage/deliveries.ts";
import * as deliveryParts from "../../storage/delivery-parts.ts";
import * as messages from "../../storage/messages.ts";
import { textsAt } from "../../storage/texts-at.ts";
import { askedMessage } from "./asked-message.ts";
import type { ChatCaller, ChatCallers, Outcome } from "./chat-caller.ts";
import { composeMessage } from "./compose-message.ts";
import type { ComposeReply } from "./compose-reply.ts";
import { type DeliverDeps, deliverParts, type Target } from "./deliver-parts.ts";
import { joinReplies } from "./join-replies.ts";
import type { LiveAnswers } from "./live-answers.ts";
import type { Progress } from "./progress.ts";
import { parsePlace } from "./telegram-place.ts";

export type ShowDeps = DeliverDeps & {
  readonly callers: ChatCallers;
  readonly composeReply: ComposeReply;
  readonly live: LiveAnswers;
  readonly progress: Progress;
  /** Short names of models: `@claude` would link to a stranger. */
  readonly handles: () => readonly string[];
};

type Where = Omit<Target, "isSilent" | "repliesTo">;

/** Shows the oldest thing that a place was not shown yet; undefined when there is none. */
export function createShowNext(
  deps: ShowDeps,
): (place: Place, signal: AbortSignal) => Promise<Outcome<unknown> | undefined> {
  const { db } = deps;

  return async (place, signal) => {
    const at = parsePlace(place);
    if (!at) return undefined;
    const to = { ...at, place };
    const caller = deps.callers.of(to.chatId);
    const { header, message, replies } = await waitingAt(db, place);
    if (replies.length > 0) return await showReplies(deps, caller, to, signal);
    if (!header || !message) return undefined;
    const outcome =
      message.kind === "model"
        ? await showMessage(deps, caller, message, header, to, signal)
        : ({ kind: "done", value: undefined } as const);
    if (isShown(outcome)) await deliveries.deliveredUpTo(db, header.id, message.seq);
    return outcome;
  };
}

/** The oldest message that a place was not shown yet, and the replies that stand above it. */
async function waitingAt(db: Db, place: Place) {
  const header = await deliveries.discussion(db, place);
  const [message] = header ? await messages.since(db, header.id, header.deliveredSeq) : [];
  // After the messages: a reply is stored before what it announces.
  const replies = await deliveries.replies(db, place);
  return {
    header,
    message,
    replies: replies.filter(({ createdAt }) => !message || createdAt < message.timestamp),
  };
}

async function showMessage(
  deps: ShowDeps,
  caller: ChatCaller,
  message: ModelMessage,
  { seats }: deliveries.Header,
  to: Where,
  signal: AbortSignal,
): Promise<Outcome<unknown>> {
  await deps.live.settle(message);
  // The end of a discussion of several is said by itself, and rings.
  const isSilent = seats.length > 1 && !message.isDirect;
  return await deliverParts(
    deps,
    caller,
    { kind: "message", id: message.id },
    composeMessage(message, seats, deps.handles(), await textsAt(deps.db, to.place)),
    { ...to, isSilent, repliesTo: undefined },
    signal,
  );
}

/** Short replies that had to wait for their turn go together. */
async function showReplies(
  deps: ShowDeps,
  caller: ChatCaller,
  to: Where,
  signal: AbortSignal,
): Promise<Outcome<unknown> | undefined> {
  const { db, log } = deps;
  const { hasWaited } = await caller.ready(signal);
  const { replies } = await waitingAt(db, to.place);
  const texts = await textsAt(db, to.place);
  const waiting = (hasWaited ? replies : replies.slice(0, 1)).map(({ id, reply }) => ({
    id,
    reply: readReply(log, id, reply, texts),
  }));
  const joined = joinReplies(waiting);
  if (!joined) return undefined;
  const { ids, reply, requestId } = joined;
  const [id = requestId] = ids;
  const of = { kind: "request", id } as const;
  await deliveryParts.adopt(db, id, of);
  const outcome = await deliverParts(
    deps,
    caller,
    of,
    await deps.composeReply(requestId, reply, {
      isPrivate: to.chatId > 0,
      texts,
      signal,
    }),
    {
      ...to,
      isSilent: await isOfRunning(db, reply),
      // Several that go together are for several people.
      repliesTo: ids.length === 1 ? await askedMessage(db, id) : undefined,
    },
    signal,
  );
  if (!isShown(outcome)) return outcome;
  await deliveries.replyDelivered(db, ids);
  const { discussionId, markdown } = reply;
  const messageId = outcome.kind === "done" ? outcome.value : undefined;
  if (messageId !== undefined && discussionId !== undefined && markdown === undefined) {
    deps.progress.follow({ ...to, discussionId, requestId, reply, messageId });
  }
  return outcome;
}

/** One that cannot be read is told as broken, and keeps nobody from what waits behind it. */
function readReply(log: Log, id: string, stored: string, texts: Texts): Reply {
  try {
    return parseReply(stored);
  } catch (error) {
    const ref = randomBytes(2).toString("hex");
    log.error({ ref, request: id, err: error }, "a stored reply cannot be read");
    return { text: texts.broken.unexpected(ref), buttons: [], isRefusal: true };
  }
}

/** While a discussion runs, the phone rings for its end alone. */
async function isOfRunning(db: Db, { discussionId }: Reply): Promise<boolean> {
  if (discussionId === undefined) return false;
  return (await deliveries.header(db, discussionId))?.isActive ?? false;
}

/** Anything else but these is tried again, or given up for the whole chat. */
function isShown({ kind }: Outcome<unknown>): boolean {
  return kind !== "gone" && kind !== "moved" && kind !== "unauthorized";
}
