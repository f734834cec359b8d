import type { Command } from "./command.ts";

/** The list is every adapter's list: what is not in it cannot be asked for. */
export function createHelp(commands: readonly Command[]): Command {
  const help: Command = {
    name: "help",
    form: "",
    summary: "lists the commands",
    async run() {
      const lines = [...commands, help].map(
        ({ name, form, summary }) => `/${name}${form === "" ? "" : ` ${form}`}: ${summary}`,
      );
      return { text: ["moai, Master of AIs", "", ...lines].join("\n"), buttons: [] };
    },
  };
  return help;
}
