import type { BotCommand, BotDescription, BotName, BotShortDescription } from "grammy/types";
import * as z from "zod";
import type { ApiCall } from "./api-call.ts";
import { badRequest } from "./api-error.ts";
import { chatId, parseParameters } from "./parameters.ts";
import type { World } from "./world.ts";

const language = {
  language_code: z
    .string()
    .regex(/^(?:[a-z]{2})?$/, "LANG_CODE_INVALID")
    .optional(),
};
const scope = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("default") }),
  z.strictObject({ type: z.literal("all_private_chats") }),
  z.strictObject({ type: z.literal("all_group_chats") }),
  z.strictObject({ type: z.literal("all_chat_administrators") }),
  z.strictObject({ type: z.literal("chat"), chat_id: chatId }),
  z.strictObject({ type: z.literal("chat_administrators"), chat_id: chatId }),
  z.strictObject({ type: z.literal("chat_member"), chat_id: chatId, user_id: z.int() }),
]);
const commandsKey = z.strictObject({ ...language, scope: scope.optional() });
const command = z.strictObject({
  command: z.string().regex(/^\/?[a-z0-9_]{1,32}$/, "BOT_COMMAND_INVALID"),
  description: z
    .string()
    .min(1, "BOT_COMMAND_DESCRIPTION_INVALID")
    .max(256, "BOT_COMMAND_DESCRIPTION_INVALID"),
});
const setCommandsSchema = z.strictObject({
  ...commandsKey.shape,
  commands: z.array(command).max(100, "BOT_COMMANDS_TOO_MUCH"),
});
const languageSchema = z.strictObject(language);

/** How the bot presents itself. */
export function createProfileMethods(world: World) {
  const commands = new Map<string, BotCommand[]>();
  const texts = new Map<string, string>();

  return {
    setMyCommands({ parameters }: ApiCall): true {
      const { commands: list, ...key } = parseParameters(setCommandsSchema, parameters);
      commands.set(
        keyOf(key),
        list.map((each) => ({ ...each, command: each.command.replace(/^\//, "") })),
      );
      return true;
    },
    getMyCommands({ parameters }: ApiCall): BotCommand[] {
      return commands.get(keyOf(parseParameters(commandsKey, parameters))) ?? [];
    },
    deleteMyCommands({ parameters }: ApiCall): true {
      commands.delete(keyOf(parseParameters(commandsKey, parameters)));
      return true;
    },
    setMyName: (call: ApiCall) => setText("name", 64, call),
    getMyName: (call: ApiCall): BotName => ({ name: getText("name", call) }),
    setMyDescription: (call: ApiCall) => setText("description", 512, call),
    getMyDescription: (call: ApiCall): BotDescription => ({
      description: getText("description", call),
    }),
    setMyShortDescription: (call: ApiCall) => setText("short_description", 120, call),
    getMyShortDescription: (call: ApiCall): BotShortDescription => ({
      short_description: getText("short_description", call),
    }),
  };

  function keyOf(key: z.infer<typeof commandsKey>): string {
    const given = key.scope ?? { type: "default" };
    if ("chat_id" in given) world.chatOf(given.chat_id);
    return JSON.stringify([given, key.language_code ?? ""]);
  }

  function setText(field: string, maxLength: number, { parameters }: ApiCall): true {
    const given = z.partialRecord(z.enum([field, "language_code"]), z.string());
    const { language_code = "", [field]: text = "" } = parseParameters(given, parameters);
    if (text.length > maxLength) throw badRequest(`bot ${field.replace("_", " ")} is too long`);
    texts.set(`${field} ${language_code}`, text);
    return true;
  }

  /** Without a text in a language, the one without a language holds. */
  function getText(field: string, { parameters }: ApiCall): string {
    const { language_code = "" } = parseParameters(languageSchema, parameters);
    const own = texts.get(`${field} ${language_code}`) ?? "";
    const fallback = field === "name" ? world.bot.first_name : "";
    return own || texts.get(`${field} `) || fallback;
  }
}
