import type { Api } from "grammy";
import { commands } from "../../commands/index.ts";
import { limits } from "./format/limits.ts";

/** What people at a table need; the rest is for those who keep it, in private. */
const inGroups = ["open", "discuss", "ask", "next", "stop", "consensus", "export", "help"];

const description =
  "moai seats several AI models at one table. You ask; they answer side by side, read each other, argue and say what they agree on. Press Start, then write a question.";
const shortDescription =
  "Several AI models at one table. You ask; they answer, argue and agree, or don't.";

/** The menu of commands, and what people read of the bot before they start it. */
export async function setProfile(api: Api): Promise<void> {
  const entries = menu();
  const scopes = [
    { scope: { type: "default" }, menu: entries },
    { scope: { type: "all_private_chats" }, menu: entries },
    {
      scope: { type: "all_group_chats" },
      menu: entries.filter(({ command }) => inGroups.includes(command)),
    },
  ] as const;
  for (const { scope, menu: list } of scopes) await api.setMyCommands(list, { scope });
  // Telegram allows few changes of these in a day.
  if ((await api.getMyDescription()).description !== description) {
    await api.setMyDescription(description);
  }
  if ((await api.getMyShortDescription()).short_description !== shortDescription) {
    await api.setMyShortDescription(shortDescription);
  }
}

/** Only single words fit into the menu; `/project new` and its like are one entry. */
function menu(): readonly { readonly command: string; readonly description: string }[] {
  const entries = new Map<string, string>();
  for (const { name, summary } of commands) {
    const [word = ""] = name.split(" ");
    if (!entries.has(word))
      entries.set(word, name === word ? summary : "makes and changes projects");
  }
  return [...entries].map(([command, summary]) => ({
    command,
    description: summary.slice(0, limits.commandDescription),
  }));
}
