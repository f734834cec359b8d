import type { Api } from "grammy";
import type { BotCommand, LanguageCode } from "grammy/types";
import { z } from "zod";
import { commands } from "../../commands/index.ts";
import { english, type Texts } from "../../core/texts/english.ts";
import { languages } from "../../core/texts/texts-of.ts";
import { apiSignal } from "./api-signal.ts";
import { limits } from "./format/limits.ts";

/** grammY knows them by a list of all. */
const codeSchema = z.custom<LanguageCode>((code) => /^[a-z]{2}$/.test(String(code)));

/** What people at a table need; the rest is for those who keep it, in private. */
const inGroups = [
  "open",
  "discuss",
  "ask",
  "next",
  "stop",
  "consensus",
  "export",
  "language",
  "help",
];

/** The menu of commands, and what people read of the bot before they start it: as their Telegram is set. */
export async function setProfile(api: Api, signal: AbortSignal): Promise<void> {
  for (const texts of languages) {
    // Without a code it is for all languages that have no texts of their own.
    const language = texts === english ? {} : { language_code: codeSchema.parse(texts.code) };
    await setTexts(api, texts, language, apiSignal(signal));
  }
}

/** Telegram allows few changes of these in a day, so nothing is set that stands there already. */
async function setTexts(
  api: Api,
  texts: Texts,
  language: { readonly language_code?: LanguageCode },
  signal: ReturnType<typeof apiSignal>,
): Promise<void> {
  const menu = menuOf(texts);
  const forGroups = menu.filter(({ command }) => inGroups.includes(command));
  const scopes = [
    { scope: { type: "default" }, list: menu },
    { scope: { type: "all_private_chats" }, list: menu },
    { scope: { type: "all_group_chats" }, list: forGroups },
  ] as const;
  for (const { scope, list } of scopes) {
    const now = await api.getMyCommands({ scope, ...language }, signal);
    if (!isSame(now, list)) await api.setMyCommands(list, { scope, ...language }, signal);
  }
  const { description, shortDescription } = texts.telegram;
  if ((await api.getMyDescription(language, signal)).description !== description) {
    await api.setMyDescription(description, language, signal);
  }
  if ((await api.getMyShortDescription(language, signal)).short_description !== shortDescription) {
    await api.setMyShortDescription(shortDescription, language, signal);
  }
}

/** Only single words fit into the menu; `/project new` and its like are one entry. */
function menuOf(texts: Texts): readonly BotCommand[] {
  const entries = new Map<string, string>();
  for (const { name } of commands) {
    const [word = ""] = name.split(" ");
    if (!entries.has(word))
      entries.set(word, name === word ? texts.commands[name].summary : texts.commandsOfProject);
  }
  return [...entries].map(([command, summary]) => ({
    command,
    description: summary.slice(0, limits.commandDescription),
  }));
}

function isSame(now: readonly BotCommand[], list: readonly BotCommand[]): boolean {
  return JSON.stringify(now.map(keyOf)) === JSON.stringify(list.map(keyOf));
}

function keyOf({ command, description }: BotCommand): readonly string[] {
  return [command, description];
}
