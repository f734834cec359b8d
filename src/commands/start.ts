import type { Command } from "./command.ts";
import { inboxName } from "./inbox.ts";

export const start: Command = {
  name: "start",
  async run({ models, texts }) {
    const names = [...models.values()].map((model) => model.displayName).join(", ");
    const [first = "claude"] = models.keys();
    const { start: says, buttons } = texts;
    return {
      text: [
        says.introduction,
        says.atTheTable(names),
        says.writeQuestion,
        says.discuss,
        says.oneAlone(first),
        says.help,
      ].join("\n"),
      buttons: [
        { label: buttons.askExample, command: `/in ${inboxName} /open ${says.example}` },
        { label: buttons.projects, command: "/projects" },
        { label: buttons.help, command: "/help" },
      ],
    };
  },
};
