import type { Command } from "./command.ts";

/** The list is every adapter's list: what is not in it cannot be asked for. */
export function createHelp(commands: readonly Command[]): Command {
  const help: Command = {
    name: "help",
    async run({ texts }) {
      const lines = [...commands, help].map(({ name }) => {
        const { form, summary } = texts.commands[name];
        return `/${name}${form === "" ? "" : ` ${form}`}: ${summary}`;
      });
      return { text: [texts.help.title, "", ...lines].join("\n"), buttons: [] };
    },
  };
  return help;
}
