import type { Discussion } from "../../src/core/discussion.ts";
import type { ExportSource } from "../../src/export/export-source.ts";
import { streamed } from "./full-discussion.ts";

export async function writeOut(
  format: (source: ExportSource) => AsyncIterable<string>,
  discussion: Discussion,
): Promise<string> {
  return await readAll(format(sourceOf(discussion)));
}

export async function readAll(chunks: AsyncIterable<string>): Promise<string> {
  let text = "";
  for await (const chunk of chunks) text += chunk;
  return text;
}

/** A discussion as it is handed to an export, without a database. */
function sourceOf(discussion: Discussion): ExportSource {
  const { messages, ...header } = discussion;
  return {
    scope: "discussion",
    project: {
      ...header.project,
      models: header.seats.map(({ model }) => model),
      createdAt: "2026-11-20T09:00:00.000Z",
      updatedAt: "2026-11-20T09:30:00.000Z",
    },
    date: header.createdAt.slice(0, 10),
    models: header.seats.map(({ model }) => model),
    count: 1,
    discussions: streamed([{ header, messages: streamed(messages) }]),
  };
}
