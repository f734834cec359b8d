import { showSetting } from "../../commands/project-set.ts";
import { type Project, projectSettingsSchema } from "../../core/project.ts";
import type { Texts } from "../../core/texts/english.ts";
import type { SettingView } from "./view.ts";

/** The settings of a project with their meaning, as `/project set` takes them. */
export function settingViews(
  project: Project,
  models: readonly string[],
  texts: Texts,
): SettingView[] {
  return projectSettingsSchema.keyof().options.map((name) => {
    const value = project.settings[name];
    return {
      name,
      // The whole text, where a list would shorten it.
      value: typeof value === "string" && value !== "" ? value : showSetting(value, texts),
      ...texts.settings.of[name],
      choices: choicesOf(name, value, models),
    };
  });
}

function choicesOf(
  name: keyof Project["settings"],
  value: unknown,
  models: readonly string[],
): string[] | null {
  if (typeof value === "boolean") return ["on", "off"];
  if (name === "round_order") return [...projectSettingsSchema.shape.round_order.unwrap().options];
  if (name === "secretary") return ["off", ...models];
  return null;
}
