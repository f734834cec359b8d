import { z } from "zod";

/** Keys are the names that people type after `/project set`. */
export const projectSettingsSchema = z.object({
  default_rounds: z.int().min(1).max(10).default(3),
  consensus_threshold: z.number().min(0).max(1).default(0.8),
  system_prompt_override: z.string().max(4000).default(""),
  secretary: z.string().default(""),
  anonymity: z.boolean().default(true),
  round_order: z.enum(["sequential", "parallel"]).default("sequential"),
  auto_consensus: z.boolean().default(true),
  ratify: z.boolean().default(true),
  budget_usd: z.number().min(0).max(1_000_000).nullable().default(null),
});

/** More at one table nobody can follow; a group in Telegram is sent twenty messages a minute. */
export const maxTeamSize = 20;

export type ProjectSettings = Readonly<z.infer<typeof projectSettingsSchema>>;

export type Project = {
  readonly id: string;
  /** A chat with all its topics, or `web`: see `ownerOf`. */
  readonly owner: string;
  readonly name: string;
  /** The team, as short names in speaking order. */
  readonly models: readonly string[];
  readonly settings: ProjectSettings;
  readonly createdAt: string;
  readonly updatedAt: string;
};

/** Two names are the same project when their keys are equal: any case, any Unicode form. */
export function nameKey(name: string): string {
  return name.normalize("NFKC").toLowerCase();
}
