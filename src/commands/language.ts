import { UserError } from "../core/errors.ts";
import type { Texts } from "../core/texts/english.ts";
import { languages } from "../core/texts/texts-of.ts";
import * as places from "../storage/places.ts";
import { type Command, shortened } from "./command.ts";

export const language: Command = {
  name: "language",
  async run(ctx, argument) {
    const word = argument.trim().toLowerCase();
    if (word === "") return showLanguages(ctx.texts);
    const wanted = languages.find(({ code, name }) => [code, name.toLowerCase()].includes(word));
    if (!wanted) {
      const codes = languages.map(({ code }) => code).join(", ");
      throw new UserError((texts) => texts.language.unknown(shortened(word), codes));
    }
    await places.update(ctx.db, ctx.request.place, { language: wanted.code });
    return showLanguages(wanted);
  },
};

function showLanguages(current: Texts) {
  return {
    text: current.language.current,
    isPanel: true,
    buttons: languages.map(({ code, name }) => ({
      label: `${code === current.code ? "☑" : "☐"} ${name}`,
      command: `/language ${code}`,
    })),
  };
}
