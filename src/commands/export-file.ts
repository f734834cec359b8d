import { setImmediate } from "node:timers/promises";
import type { Discussion } from "../core/discussion.ts";
import type { Message } from "../core/message.ts";
import type { ExportOf } from "../core/reply.ts";
import type { ExportSource } from "../export/export-source.ts";
import { fileName } from "../export/file-name.ts";
import { html } from "../export/html.ts";
import { json } from "../export/json.ts";
import { markdown } from "../export/markdown.ts";
import type { Db } from "../storage/database.ts";
import * as discussionLists from "../storage/discussion-lists.ts";
import * as discussions from "../storage/discussions.ts";
import * as messages from "../storage/messages.ts";
import * as projects from "../storage/projects.ts";
import { textsAt } from "../storage/texts-at.ts";

export type WrittenFile = {
  readonly name: string;
  readonly mediaType: string;
  /** Read as it is asked for, a page of messages at a time. */
  readonly chunks: AsyncIterable<string>;
};

/** Undefined when what was to be written out is gone. */
export type ExportFile = (of: ExportOf, signal: AbortSignal) => Promise<WrittenFile | undefined>;

const pageSize = 50;
const chunkLength = 32 * 1024;

const formats = {
  md: { write: markdown, mediaType: "text/markdown; charset=utf-8" },
  json: { write: json, mediaType: "application/json; charset=utf-8" },
  html: { write: html, mediaType: "text/html; charset=utf-8" },
} as const;

/** Whoever may ask for it has been let in before: this writes out whatever is named. */
export function createExportFile(db: Db): ExportFile {
  return async ({ scope, id, format }, signal) => {
    const source =
      scope === "discussion"
        ? await discussionSource(db, id, signal)
        : await projectSource(db, id, signal);
    if (!source) return undefined;
    const { write, mediaType } = formats[format];
    return {
      name: fileName(source.day, source.topic, format),
      mediaType,
      chunks: gather(write(source)),
    };
  };
}

/** In fewer and larger pieces: each costs its reader a write. */
async function* gather(pieces: AsyncIterable<string>): AsyncGenerator<string, void> {
  let gathered = "";
  for await (const piece of pieces) {
    gathered += piece;
    if (gathered.length < chunkLength) continue;
    yield gathered;
    gathered = "";
  }
  if (gathered !== "") yield gathered;
}

type NamedSource = ExportSource & { readonly day: string; readonly topic: string };

async function discussionSource(
  db: Db,
  id: string,
  signal: AbortSignal,
): Promise<NamedSource | undefined> {
  const header = await discussions.loadHeader(db, id);
  const project = header && (await projects.load(db, header.project.id));
  if (!project) return undefined;
  const texts = await textsAt(db, header.place);
  return {
    scope: "discussion",
    project,
    texts,
    date: texts.format.day(header.createdAt),
    day: header.createdAt.slice(0, 10),
    topic: header.question,
    models: header.seats.map(({ model }) => model),
    count: 1,
    discussions: readDiscussions(db, [id], signal),
  };
}

async function projectSource(
  db: Db,
  id: string,
  signal: AbortSignal,
): Promise<NamedSource | undefined> {
  const project = await projects.load(db, id);
  if (!project) return undefined;
  const listed = await discussionLists.inProject(db, id);
  const { createdAt: last } = listed.at(-1) ?? project;
  // A chat with topics may have a language in those alone.
  const texts = await textsAt(db, listed.at(-1)?.place ?? project.owner);
  const from = texts.format.day((listed[0] ?? project).createdAt);
  const to = texts.format.day(last);
  return {
    scope: "project",
    project,
    texts,
    date: from === to ? from : texts.document.fromTo(from, to),
    day: last.slice(0, 10),
    topic: project.name,
    models: project.models,
    count: listed.length,
    discussions: readDiscussions(
      db,
      listed.map((one) => one.id),
      signal,
    ),
  };
}

async function* readDiscussions(
  db: Db,
  ids: readonly string[],
  signal: AbortSignal,
): AsyncGenerator<{
  readonly header: Omit<Discussion, "messages">;
  readonly messages: AsyncIterable<Message>;
}> {
  for (const id of ids) {
    // Before its rounds are read: what is said from now on may stand in a round that is not among them.
    const upTo = await messages.lastSeqOf(db, id);
    const header = await discussions.loadHeader(db, id);
    if (header) yield { header, messages: readMessages(db, id, upTo, signal) };
  }
}

async function* readMessages(
  db: Db,
  id: string,
  upTo: number,
  signal: AbortSignal,
): AsyncGenerator<Message, void> {
  let seq = 0;
  for (;;) {
    // Between pages others get their turn: SQLite answers at once, so nothing else would let them.
    await setImmediate(undefined, { signal });
    const page = await messages.page(db, id, { seq, upTo, limit: pageSize });
    yield* page;
    const last = page.at(-1);
    if (!last || page.length < pageSize) return;
    seq = last.seq;
  }
}
