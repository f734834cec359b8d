import { z } from "zod";

/** A choice: pressing it is the same as typing its command. */
const buttonSchema = z.object({ label: z.string(), command: z.string() });

/** What a command answers at once. The text is plain: adapters show it as it is. */
export const replySchema = z.object({
  text: z.string(),
  buttons: z.array(buttonSchema).default([]),
  /** The discussion that this command started or took up: its messages follow by themselves. */
  discussionId: z.string().optional(),
});

export type Reply = z.infer<typeof replySchema>;
