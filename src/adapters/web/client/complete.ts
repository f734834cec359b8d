import type { PageTexts } from "../../../core/texts/english.ts";
import type { TableView } from "../view.ts";

export type Completion = {
  /** What the text becomes. */
  readonly text: string;
  readonly label: string;
  readonly hint: string;
};

/** What the beginning of a text may become: a command after `/`, participants after `@`. */
export function complete(
  text: string,
  { commands, models }: Pick<TableView, "commands" | "models">,
  { composer }: PageTexts,
): readonly Completion[] {
  const [, handles, begun] = /^((?:@[\w.:-]+\s+)*)@([\w.:-]*)$/.exec(text) ?? [];
  if (begun !== undefined) {
    const named = new Set(handles?.match(/[\w.:-]+/g));
    return models
      .filter(({ name }) => name.startsWith(begun.toLowerCase()) && !named.has(name))
      .map(({ name, displayName }) => ({
        text: `${handles}@${name} `,
        label: `@${name}`,
        hint: composer.asksAlone(displayName),
      }));
  }
  const typed = text.toLowerCase();
  if (!typed.startsWith("/")) return [];
  return commands
    .filter(({ name }) => `/${name}`.startsWith(typed) && `/${name}` !== typed)
    .map(({ name, form, summary }) => ({
      text: form === "" ? `/${name}` : `/${name} `,
      label: `/${name} ${form}`.trim(),
      hint: summary,
    }));
}

/** How the command that is being typed goes on. */
export function explain(text: string, { commands }: Pick<TableView, "commands">): string {
  const typed = text.toLowerCase();
  const [command] = commands
    .filter(
      ({ name, form }) => typed === `/${name}` || (form !== "" && typed.startsWith(`/${name} `)),
    )
    .toSorted((one, other) => other.name.length - one.name.length);
  return command ? `/${command.name} ${command.form}: ${command.summary}`.replace(" :", ":") : "";
}
