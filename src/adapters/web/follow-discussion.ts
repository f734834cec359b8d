import type { Discussion } from "../../core/discussion.ts";
import type { Message } from "../../core/message.ts";
import type { Db } from "../../storage/database.ts";
import * as discussions from "../../storage/discussions.ts";
import * as messageHistory from "../../storage/message-history.ts";
import * as messages from "../../storage/messages.ts";
import { mergeMessages } from "./merge-messages.ts";

/** How many messages a page is sent at once; it asks for earlier ones when somebody wants to read them. */
export const messagesAtOnce = 200;

/** A discussion as one connection knows it: its messages without their words, which are sent and not kept. */
export type FollowedDiscussion = {
  readonly discussion: Discussion;
  /** The greatest seq whose words were handed over. */
  readonly seq: number;
};

/** Reads what is new since `known`, however long the discussion is. Undefined when it is gone. */
export async function followDiscussion(
  db: Db,
  id: string,
  known: FollowedDiscussion | undefined,
): Promise<
  | {
      readonly followed: FollowedDiscussion;
      readonly added: readonly Message[];
      readonly hasEarlier: boolean;
    }
  | undefined
> {
  const header = await discussions.loadHeader(db, id);
  if (!header) return undefined;
  const outlines = known?.discussion.messages ?? (await messageHistory.outlines(db, id));
  const added = known
    ? await messages.since(db, id, known.seq)
    : await messageHistory.last(db, id, { limit: messagesAtOnce });
  const all = mergeMessages(
    outlines,
    added.map((message) => ({ ...message, content: "" })),
  );
  return {
    followed: {
      discussion: { ...header, messages: all },
      seq: added.at(-1)?.seq ?? known?.seq ?? 0,
    },
    added,
    hasEarlier: all.length > added.length,
  };
}
