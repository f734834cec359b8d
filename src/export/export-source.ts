import type { Discussion } from "../core/discussion.ts";
import type { Message } from "../core/message.ts";
import type { Project } from "../core/project.ts";
import type { Texts } from "../core/texts/english.ts";

/** A discussion but for its messages, which are handed over one by one. */
export type DiscussionHeader = Omit<Discussion, "messages">;

/** What is written out. Messages come by seq and are never all held at once. */
export type ExportSource = {
  readonly scope: "discussion" | "project";
  readonly project: Pick<Project, "name" | "models" | "settings" | "createdAt" | "updatedAt">;
  /** What people read in it beside what was said. */
  readonly texts: Texts;
  /** Days, as people read them: `2026-11-21`, or the first and the last. */
  readonly date: string;
  /** Short names of those who sit at the table, or belong to the team. */
  readonly models: readonly string[];
  readonly count: number;
  readonly discussions: AsyncIterable<{
    readonly header: DiscussionHeader;
    readonly messages: AsyncIterable<Message>;
  }>;
};
