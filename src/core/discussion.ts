import type { Consensus } from "./consensus.ts";
import type { Message } from "./message.ts";
import type { Place } from "./place.ts";
import type { ProjectSettings } from "./project.ts";

export const stopReasons = [
  "answered",
  "nobody_answered",
  "stopped",
  "budget",
  "all_passed",
  "consensus",
  "stable_disagreement",
  "round_limit",
] as const;

/**
 * Why a discussion has no more work. `answered` is the end of an opening round alone;
 * `nobody_answered` that of a round in which every call failed.
 */
export type StopReason = (typeof stopReasons)[number];

/** A participant's place in one discussion, random and fixed when it starts. */
export type Seat = {
  /** Short name of the model. */
  readonly model: string;
  /** What the others call it in prompts: `Panelist 1`, or its name when anonymity is off. */
  readonly label: string;
};

export type Round = {
  readonly id: string;
  readonly roundNumber: number;
  readonly type: "parallel" | "sequential";
};

/** A discussion with all that was said in it: everything that decisions are made from. */
export type Discussion = {
  readonly id: string;
  readonly project: {
    readonly id: string;
    readonly name: string;
    readonly settings: ProjectSettings;
  };
  readonly place: Place;
  readonly question: string;
  readonly type: "open" | "discuss";
  /** `active` means that there is work, `completed` that there is none. */
  readonly status: "active" | "completed";
  readonly seats: readonly Seat[];
  /** Rendered once at the start, so that a renamed project leaves the prompts' prefix alone. */
  readonly systemPrompt: string;
  /** The round after which it ends, the opening counted. */
  readonly roundsWanted: number;
  /** The round after which it was last taken up again; stop rules look only at later ones. */
  readonly resumedAfterRound: number;
  readonly stopReason: StopReason | undefined;
  /** What it may cost before it pauses, in 10⁻⁹ US dollars. */
  readonly budgetNanoUsd: number | undefined;
  /** A person asked for a consensus report that is not made yet. */
  readonly isReportWanted: boolean;
  /** Up to which seq a report was tried, also in vain: it is not tried again by itself. */
  readonly reportedSeq: number;
  /** The last report that was made. */
  readonly consensus: Consensus | undefined;
  readonly createdAt: string;
  /** By round number. */
  readonly rounds: readonly Round[];
  /** By seq. */
  readonly messages: readonly Message[];
};
