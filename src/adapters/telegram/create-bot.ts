import { Bot, type Context } from "grammy";
import type { Document } from "grammy/types";
import type { Handle } from "../../commands/handle.ts";
import { UserError } from "../../core/errors.ts";
import type { Place } from "../../core/place.ts";
import type { Reply } from "../../core/reply.ts";
import type { Texts } from "../../core/texts/english.ts";
import { textsOf } from "../../core/texts/texts-of.ts";
import type { Log } from "../../log.ts";
import type { Model } from "../../models/model.ts";
import type { Db } from "../../storage/database.ts";
import { describeDatabaseProblem } from "../../storage/describe-database-problem.ts";
import { textsAt } from "../../storage/texts-at.ts";
import { sayAtOnce } from "./say-at-once.ts";
import { type Allowed, allowOnly, speakerIn } from "./access.ts";
import { rememberAsked } from "./asked-message.ts";
import { introduceTo } from "./introduction.ts";
import { mayEnd } from "./may-end.ts";
import { onPress } from "./on-press.ts";
import { readDocument } from "./read-document.ts";
import { placeOf } from "./telegram-place.ts";
import { toldText } from "./told-text.ts";
import { withDocument } from "./with-document.ts";

export type BotDeps = Allowed & {
  readonly token: string;
  readonly apiRoot: string | undefined;
  readonly db: Db;
  readonly handle: Handle;
  readonly models: ReadonlyMap<string, Model>;
  readonly log: Log;
};

/** What the bot says without a command: once for each id, however often it is said. */
export type Say = (place: Place, id: string, reply: Reply) => Promise<void>;

/** A call that Telegram does not answer must not hold its chat for ever; a poll asks for 30 seconds. */
const callTimeoutSeconds = 60;
const otherThanText = [
  "message:video_note",
  "message:sticker",
  "message:location",
  "message:contact",
  "message:poll",
] as const;
const officialRoot = "https://api.telegram.org";

export function createBot({ token, apiRoot }: Pick<BotDeps, "token" | "apiRoot">): Bot {
  return new Bot(token, {
    client: {
      timeoutSeconds: callTimeoutSeconds,
      ...(apiRoot !== undefined && { apiRoot }),
    },
  });
}

/** Turns updates into requests. What is answered comes by the outbox, from what is stored. */
export function listen(
  bot: Bot,
  deps: BotDeps,
  {
    say,
    onMoved,
  }: {
    readonly say: Say;
    readonly onMoved: (fromChatId: number, toChatId: number) => Promise<void>;
  },
): void {
  // Telegram itself says so, whoever made it happen.
  bot.on("message:migrate_to_chat_id", async (ctx) => {
    await onMoved(ctx.chat.id, ctx.message.migrate_to_chat_id);
  });
  bot.use(allowOnly(deps, deps.log));
  bot.use(async (ctx, next) => {
    try {
      await next();
    } catch (error) {
      const texts = textsOf(ctx.from?.language_code);
      const problem = describeDatabaseProblem(error, texts);
      if (problem !== undefined) await sayAtOnce(ctx, texts.broken.notStored(problem));
      throw error;
    }
  });

  bot.on("message:text", async (ctx) => {
    const text = await toldText(deps, ctx, ctx.message, ctx.message.text);
    if (text !== undefined) await ask(ctx, text);
  });

  bot.on("message:document", async (ctx) => {
    const { document, caption = "" } = ctx.message;
    const told = await toldText(deps, ctx, ctx.message, caption);
    if (told === undefined) return;
    await askWithDocument(ctx, told, document);
  });

  bot.on(["message:photo", "message:video", "message:voice", "message:audio"], async (ctx) => {
    const { caption = "", media_group_id: album } = ctx.message;
    if ((await toldText(deps, ctx, ctx.message, caption)) === undefined) return;
    const place = placeOf(ctx.message);
    const { telegram } = await textsHere(ctx, place);
    const id = album === undefined ? idOf(ctx) : `telegram:album:${album}`;
    await rememberAsked(deps.db, ctx, id);
    await say(place, id, { text: telegram.textOnly, buttons: [] });
  });

  // In a group nobody sends these to the bot; in private they would be left without a word.
  bot.chatType("private").on([...otherThanText], async (ctx) => {
    const place = placeOf(ctx.message);
    const { telegram } = await textsHere(ctx, place);
    await say(place, idOf(ctx), { text: telegram.textOnly, buttons: [] });
  });

  bot.on("edited_message:text", async (ctx) => {
    const message = ctx.editedMessage;
    const text = await toldText(deps, ctx, message, message.text);
    if (text === undefined || !asksSomething(text)) return;
    const place = placeOf(message);
    const { telegram, buttons } = await textsHere(ctx, place);
    await rememberAsked(deps.db, ctx, idOf(ctx));
    await say(place, idOf(ctx), {
      text: telegram.edited,
      isPanel: true,
      buttons: [{ label: buttons.askAgain, command: text }],
    });
  });

  bot.on("callback_query:data", async (ctx) => await onPress(deps, ctx));

  bot.on("my_chat_member", async (ctx) => {
    const place = placeOf({ chat: ctx.chat });
    const introduction = introduceTo(ctx, await textsHere(ctx, place));
    if (introduction) await say(place, idOf(ctx), introduction);
  });

  async function ask(
    ctx: Context,
    text: string,
    document?: { readonly name: string; readonly content: string },
  ): Promise<void> {
    if (!ctx.message) return;
    const place = placeOf(ctx.message);
    await rememberAsked(deps.db, ctx, idOf(ctx));
    if (!(await mayEnd(ctx, deps.db, place, text))) {
      const { telegram } = await textsHere(ctx, place);
      await say(place, idOf(ctx), { text: telegram.mayNotEnd, buttons: [] });
      return;
    }
    const { id: personId, name: person } = speakerIn(ctx);
    const reply = await deps.handle({
      id: idOf(ctx),
      person,
      personId,
      place,
      language: ctx.from?.language_code,
      text,
      ...(document && { document }),
    });
    if (reply.isLost) await sayAtOnce(ctx, reply.text);
  }

  async function askWithDocument(ctx: Context, told: string, file: Document): Promise<void> {
    if (!ctx.message) return;
    const place = placeOf(ctx.message);
    const texts = await textsHere(ctx, place);
    try {
      const document = await readDocument(
        ctx.api,
        file,
        (path) => `${deps.apiRoot ?? officialRoot}/file/bot${deps.token}/${path}`,
      );
      const request = withDocument(told, document, texts);
      await ask(ctx, request.text, request.document);
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      await say(place, idOf(ctx), { text: error.tell(texts), buttons: [] });
    }
  }

  async function textsHere(ctx: Context, place: Place): Promise<Texts> {
    return await textsAt(deps.db, place, ctx.from?.language_code);
  }
}

function idOf(ctx: Context): string {
  return `telegram:${ctx.update.update_id}`;
}

/** Questions, not /status and its like: running those again is one tap anyway. */
function asksSomething(text: string): boolean {
  return !text.startsWith("/") || /^\/(?:open|discuss|ask|say|next|resume)\s+\S/i.test(text);
}
