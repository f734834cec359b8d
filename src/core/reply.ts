import { z } from "zod";

/** A choice: pressing it is the same as typing its command. */
const buttonSchema = z.object({ label: z.string(), command: z.string() });

/** What a link to moai in a messenger opens. An adapter without such links leaves it out. */
const linkSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("add to group"), label: z.string() }),
  /** To be copied: opens this project in the chat that it belongs to. */
  z.object({ kind: z.literal("project"), label: z.string(), id: z.string() }),
]);

/** What to write out as a file. It is made when it is sent or fetched, as a stream. */
const exportSchema = z.object({
  scope: z.enum(["discussion", "project"]),
  id: z.string(),
  format: z.enum(["md", "json", "html"]),
});

/** What a command answers at once, and what is said at a place without being asked for. */
export const replySchema = z.object({
  /** Plain: adapters show it as it is. */
  text: z.string(),
  /** The same in Markdown, where it has parts worth setting, such as a report. */
  markdown: z.string().optional(),
  buttons: z.array(buttonSchema).default([]),
  /** What was asked, when it was not asked at the place itself: its people read it with the answer. */
  asked: z.object({ person: z.string(), words: z.string() }).optional(),
  links: z.array(linkSchema).optional(),
  /** Done with once one of its buttons is pressed, whose answer takes its place. */
  isPanel: z.boolean().optional(),
  /** The discussion that this command started or took up: its messages follow by themselves. */
  discussionId: z.string().optional(),
  file: exportSchema.optional(),
  /** What was asked was not done; the text says why. */
  isRefusal: z.boolean().optional(),
  /** Stands in no database: whoever asked has to be told it now, or is never told. */
  isLost: z.boolean().optional(),
  /** The beginning of a command that waits for words: what people write in answer to this completes it. */
  unfinished: z.string().optional(),
});

export type Button = z.infer<typeof buttonSchema>;
export type ExportOf = z.infer<typeof exportSchema>;
export type Link = z.infer<typeof linkSchema>;
export type Reply = z.infer<typeof replySchema>;

/** As it is stored. Throws where it is in another form. */
export function parseReply(stored: string): Reply {
  return replySchema.parse(JSON.parse(stored));
}
