import type { Place } from "../core/place.ts";

/** What a person asks for, from whichever adapter. */
export type Request = {
  /** Unique for ever, like `telegram:812`: a request delivered twice is handled once. */
  readonly id: string;
  readonly person: string;
  /** Where names are not unique. */
  readonly personId?: string;
  readonly place: Place;
  /** Made somewhere else: the people of the place have not seen it. */
  readonly isFromElsewhere?: boolean;
  /** What the person reads, where the adapter knows it: `da`, `da-DK`. */
  readonly language?: string | undefined;
  /** A command as typed: `/open Is P equal to NP?` */
  readonly text: string;
  /** A file that came with it. */
  readonly document?: { readonly name: string; readonly content: string };
};
