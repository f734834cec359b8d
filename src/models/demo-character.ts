/**
 * The lines of one scripted voice. `{topic}` stands for the question in a few words, `{remark}` for
 * what a person threw in, `{peer}` for the seat that is being answered.
 */
export type DemoCharacter = {
  readonly name: string;
  /** Ends every message, so that nobody takes a script for a model. */
  readonly disclosure: string;
  /** To a person who spoke while the table was talking. */
  readonly remark: string;
  readonly openings: readonly string[];
  readonly agreements: readonly string[];
  readonly objections: readonly string[];
  /** One sentence each, for the position: while it objects, and once it agrees. */
  readonly stance: { readonly objecting: string; readonly agreeing: string };
  readonly changedBecause: string;
};
