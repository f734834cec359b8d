import { UserError } from "../core/errors.ts";
import { type ProjectSettings, projectSettingsSchema } from "../core/project.ts";
import type { Texts } from "../core/texts/english.ts";
import * as projects from "../storage/projects.ts";
import {
  type Command,
  type CommandContext,
  findModel,
  requireProject,
  shortened,
  unknownModel,
} from "./command.ts";
import { firstWord, unquote } from "./words.ts";

/** Reads the value for the schema to judge; it may be anything. */
type Read = (words: string, ctx: CommandContext) => unknown;

const readers: Readonly<Record<keyof ProjectSettings, Read>> = {
  default_rounds: readNumber,
  consensus_threshold: readNumber,
  system_prompt_override: (words) => (isOff(words) ? "" : unquote(words)),
  secretary: (words, { models }) => {
    if (isOff(words)) return "";
    const model = findModel(models, words);
    if (!model) throw unknownModel(models, words);
    return model.name;
  },
  anonymity: readSwitch,
  round_order: (words) => words.toLowerCase(),
  auto_consensus: readSwitch,
  ratify: readSwitch,
  budget_usd: (words) => (isOff(words) ? null : readNumber(words.replace(/^\$/, ""))),
};

export const projectSet: Command = {
  name: "project set",
  async run(ctx, argument) {
    const project = await requireProject(ctx);
    const [word, words] = firstWord(argument);
    const name = settingNames.find((one) => one === word.toLowerCase());
    if (word === "") {
      const { title, line, of } = ctx.texts.settings;
      const lines = settingNames.map((one) =>
        line(one, showSetting(project.settings[one], ctx.texts), of[one].meaning),
      );
      return { text: [title(project.name), ...lines].join("\n"), buttons: [] };
    }
    if (!name) {
      throw new UserError(({ settings }) =>
        settings.unknown(shortened(word), settingNames.join(", ")),
      );
    }
    if (words === "") {
      const value = showSetting(project.settings[name], ctx.texts);
      throw new UserError(({ settings }) => {
        const { meaning, form } = settings.of[name];
        return settings.one(name, value, meaning, form);
      });
    }
    const changed = projectSettingsSchema.safeParse({
      ...project.settings,
      [name]: readers[name](words, ctx),
    });
    if (!changed.success) {
      throw new UserError(({ settings }) =>
        settings.takes(name, settings.of[name].form, shortened(words)),
      );
    }
    await projects.update(ctx.db, {
      ...project,
      settings: changed.data,
      updatedAt: ctx.now.toISOString(),
    });
    const value = showSetting(changed.data[name], ctx.texts);
    return { text: ctx.texts.settings.changed(name, value), buttons: [] };
  },
};

const settingNames = projectSettingsSchema.keyof().options;

function readNumber(words: string): number {
  return /^[0-9]*[.,]?[0-9]+$/.test(words) ? Number(words.replace(",", ".")) : Number.NaN;
}

function readSwitch(words: string): boolean | string {
  if (/^(on|yes|true|1)$/i.test(words)) return true;
  return /^(off|no|false|0)$/i.test(words) ? false : words;
}

function isOff(words: string): boolean {
  return /^(off|none)$/i.test(words);
}

export function showSetting(
  value: ProjectSettings[keyof ProjectSettings],
  { settings }: Texts,
): string {
  if (value === null || value === "") return "off";
  if (typeof value === "boolean") return value ? "on" : "off";
  const words = String(value);
  return words.includes(" ") ? settings.quoted(shortened(words)) : words;
}
