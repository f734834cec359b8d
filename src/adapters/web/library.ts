import { shortId } from "../../commands/command.ts";
import { ownerOf, type Place } from "../../core/place.ts";
import type { Texts } from "../../core/texts/english.ts";
import type { Db } from "../../storage/database.ts";
import * as discussionLists from "../../storage/discussion-lists.ts";
import * as discussions from "../../storage/discussions.ts";
import * as messageHistory from "../../storage/message-history.ts";
import { listPlaces } from "../../storage/place-lists.ts";
import { searchDiscussions, wordsOf } from "../../storage/search.ts";
import { textsAt } from "../../storage/texts-at.ts";
import { messagesAtOnce } from "./follow-discussion.ts";
import { messageView } from "./message-view.ts";
import type { MessageView } from "./view.ts";

const maxListed = 100;
/** Characters around the words that were found. */
const excerptLength = 160;

type Library = {
  readonly discussions: readonly {
    readonly id: string;
    readonly shortId: string;
    readonly question: string;
    readonly status: "active" | "completed";
    readonly createdAt: string;
    /** Around the words that were looked for. */
    readonly excerpt: string | null;
  }[];
  readonly places: readonly {
    readonly id: string;
    readonly name: string;
    readonly detail: string;
  }[];
};

/** The discussions of a chat or of the page, newest first, or those in which something was said; and all places. */
export async function loadLibrary(
  db: Db,
  place: Place,
  query: string,
  language: string | undefined,
  signal: AbortSignal,
): Promise<Library> {
  const owner = ownerOf(place);
  const found =
    query.trim() === ""
      ? (await discussionLists.list(db, owner, maxListed)).map((one) => ({ ...one, excerpt: null }))
      : (await searchDiscussions(db, owner, query, maxListed, signal)).map((one) => ({
          ...one,
          excerpt: one.seq === 0 ? null : excerptOf(one.text, wordsOf(query)),
        }));
  const { page } = await textsAt(db, place, language);
  const places = await listPlaces(db, maxListed);
  return {
    discussions: found.map(({ id, question, status, createdAt, excerpt }) => ({
      id,
      shortId: shortId(id),
      question: question.slice(0, 300),
      status,
      createdAt,
      excerpt,
    })),
    places: [
      { id: "web", name: page.thisPage, detail: "" },
      ...places
        .filter(({ id }) => id !== "web")
        .map(({ id, project, question }) => ({
          id,
          name: nameOf(id, page),
          detail: (question ?? project ?? "").slice(0, 120),
        })),
    ],
  };
}

/** What was said before `seq`. Undefined when the discussion is gone. */
export async function loadEarlier(
  db: Db,
  discussionId: string,
  seq: number,
  language: string | undefined,
): Promise<
  { readonly messages: readonly MessageView[]; readonly hasEarlier: boolean } | undefined
> {
  const header = await discussions.loadHeader(db, discussionId);
  if (!header) return undefined;
  // One more than is sent tells whether there are more.
  const messages = await messageHistory.last(db, discussionId, {
    limit: messagesAtOnce + 1,
    before: seq,
  });
  const texts = await textsAt(db, header.place, language);
  return {
    messages: messages
      .slice(-messagesAtOnce)
      .map((message) => messageView(message, header.seats, texts)),
    hasEarlier: messages.length > messagesAtOnce,
  };
}

function nameOf(place: Place, page: Texts["page"]): string {
  const [, chat = "", topic] = place.split(":");
  return topic === undefined ? page.telegramChat(chat) : page.telegramTopic(chat, topic);
}

function excerptOf(text: string, words: readonly string[]): string {
  const plain = text.replaceAll(/[\s#>*_`|]+/g, " ");
  const folded = plain.toLowerCase();
  const at = Math.max(0, ...words.slice(0, 1).map((word) => folded.indexOf(word.toLowerCase())));
  const start = at < excerptLength / 3 ? 0 : plain.indexOf(" ", at - excerptLength / 3) + 1;
  const end = start + excerptLength;
  return `${start > 0 ? "…" : ""}${plain.slice(start, end).trim()}${end < plain.length ? "…" : ""}`;
}
