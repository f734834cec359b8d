import type { UploadedFile } from "./multipart.ts";

/** One request of the bot, as far as a method needs it. */
export interface ApiCall {
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly files: ReadonlyMap<string, UploadedFile>;
  /** Aborted when the bot hangs up. */
  readonly signal: AbortSignal;
}
