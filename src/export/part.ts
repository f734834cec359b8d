import type { Consensus } from "../core/consensus.ts";
import type { DiscussionHeader } from "./export-source.ts";
import type { CoursePoint } from "./tally.ts";
import type { Turn } from "./turn.ts";

/** One piece of a document that people read, before it is Markdown or HTML. */
export type Part =
  /** Plain. */
  | { readonly kind: "heading"; readonly rank: 1 | 2 | 3; readonly text: string }
  /** Plain: a line that says what follows. */
  | { readonly kind: "label"; readonly text: string }
  | { readonly kind: "turn"; readonly turn: Turn }
  /** Already escaped: what is in it means what it should. */
  | { readonly kind: "markdown"; readonly text: string }
  | { readonly kind: "matrix"; readonly header: DiscussionHeader; readonly consensus: Consensus }
  | {
      readonly kind: "course";
      readonly points: readonly CoursePoint[];
      /** The share that ends a discussion in agreement. */
      readonly threshold: number;
    }
  | { readonly kind: "rule" };
