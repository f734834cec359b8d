import type { Discussion } from "../../src/core/discussion.ts";
import type { ExportSource } from "../../src/export/export-source.ts";
import { english, type Texts } from "../../src/core/texts/english.ts";
import { streamed } from "./full-discussion.ts";

export async function writeOut(
  format: (source: ExportSource) => AsyncIterable<string>,
  discussion: Discussion,
  texts: Texts = english,
): Promise<string> {
  return await readAll(format(sourceOf(discussion, texts)));
}

export async function readAll(chunks: AsyncIterable<string>): Promise<string> {
  let text = "";
  for await (const chunk of chunks) text += chunk;
  return text;
}

/** A discussion as it is handed to an export, without a database. */
function sourceOf(discussion: Discussion, texts: Texts): ExportSource {
  const { messages, ...header } = discussion;
  return {
    scope: "discussion",
    project: {
      ...header.project,
      models: header.seats.map(({ model }) => model),
      createdAt: "2026-11-20T09:00:00.000Z",
      updatedAt: "2026-11-20T09:30:00.000Z",
    },
    texts,
    date: texts.format.day(header.createdAt),
    models: header.seats.map(({ model }) => model),
    count: 1,
    discussions: streamed([{ header, messages: streamed(messages) }]),
  };
}
