import { displayName } from "../core/display-name.ts";
import type { Command } from "./command.ts";
import { inboxName } from "./inbox.ts";

export const start: Command = {
  name: "start",
  async run({ defaultTeam, texts }) {
    const names = defaultTeam.map(displayName).join(", ");
    const [first = "claude"] = defaultTeam;
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
        { label: buttons.help, command: "/help" },
      ],
      links: [{ kind: "add to group", label: buttons.addToGroup }],
    };
  },
};
