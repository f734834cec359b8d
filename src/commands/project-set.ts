import { UserError } from "../core/errors.ts";
import { type ProjectSettings, projectSettingsSchema } from "../core/project.ts";
import * as projects from "../storage/projects.ts";
import {
  type Command,
  type CommandContext,
  findModel,
  quoted,
  requireProject,
  unknownModel,
} from "./command.ts";
import { firstWord, unquote } from "./words.ts";

type Setting = {
  readonly meaning: string;
  /** What can be written, with an example. */
  readonly form: string;
  /** The value for the schema to judge; it may be anything. */
  readonly read: (words: string, ctx: CommandContext) => unknown;
};

/** In the order of the list; the page makes its form of them. */
export const settings: Readonly<Record<keyof ProjectSettings, Setting>> = {
  default_rounds: {
    meaning: "rounds of a discussion after the opening",
    form: "a whole number from 1 to 10, like 3",
    read: readNumber,
  },
  consensus_threshold: {
    meaning: "share of agreement at which a discussion ends",
    form: "a number from 0 to 1, like 0.8",
    read: readNumber,
  },
  system_prompt_override: {
    meaning: "your own tone and guidelines for the models",
    form: "a text of up to 4,000 characters, or off",
    read: (words) => (isOff(words) ? "" : unquote(words)),
  },
  secretary: {
    meaning: "the model that writes the consensus",
    form: "a model's short name, or off to leave the choice to moai",
    read: (words, ctx) => {
      if (isOff(words)) return "";
      const model = findModel(ctx.models, words);
      if (!model) throw unknownModel(ctx.models, words);
      return model.name;
    },
  },
  anonymity: {
    meaning: "the models know each other by seat, not by name",
    form: "on or off",
    read: readSwitch,
  },
  round_order: {
    meaning: "one after another, or all at once",
    form: "sequential or parallel",
    read: (words) => words.toLowerCase(),
  },
  auto_consensus: {
    meaning: "a report follows each discussion that came to an end",
    form: "on or off",
    read: readSwitch,
  },
  ratify: {
    meaning: "each model is asked to confirm what the report says of it",
    form: "on or off",
    read: readSwitch,
  },
  budget_usd: {
    meaning: "what one discussion may cost before it pauses",
    form: "an amount in US dollars like 0.50, or off",
    read: (words) => (isOff(words) ? null : readNumber(words.replace(/^\$/, ""))),
  },
};

export const projectSet: Command = {
  name: "project set",
  form: "<setting> <value>",
  summary: "changes a setting; alone it lists them",
  async run(ctx, argument) {
    const project = await requireProject(ctx);
    const [word, words] = firstWord(argument);
    const name = settingNames.find((one) => one === word.toLowerCase());
    if (word === "") {
      const lines = settingNames.map(
        (one) => `${one} ${showSetting(project.settings[one])}: ${settings[one].meaning}`,
      );
      return { text: [`The settings of ${project.name}:`, ...lines].join("\n"), buttons: [] };
    }
    if (!name) {
      throw new UserError(
        `There is no setting ${quoted(word)}. There are: ${settingNames.join(", ")}.`,
      );
    }
    const setting = settings[name];
    if (words === "") {
      throw new UserError(
        `${name} is ${showSetting(project.settings[name])}: ${setting.meaning}. It takes ${setting.form}.`,
      );
    }
    const changed = projectSettingsSchema.safeParse({
      ...project.settings,
      [name]: setting.read(words, ctx),
    });
    if (!changed.success) {
      throw new UserError(`${name} takes ${setting.form}. You wrote ${quoted(words)}.`);
    }
    await projects.update(ctx.db, {
      ...project,
      settings: changed.data,
      updatedAt: ctx.now.toISOString(),
    });
    return { text: `${name} is ${showSetting(changed.data[name])} now.`, buttons: [] };
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

export function showSetting(value: ProjectSettings[keyof ProjectSettings]): string {
  if (value === null || value === "") return "off";
  if (typeof value === "boolean") return value ? "on" : "off";
  return typeof value === "string" && value.includes(" ") ? quoted(value) : String(value);
}
