import type { Context } from "grammy";
import type { Handle } from "../../commands/handle.ts";
import type { Place } from "../../core/place.ts";
import { parseReply } from "../../core/reply.ts";
import { textsOf } from "../../core/texts/texts-of.ts";
import type { Db } from "../../storage/database.ts";
import * as deliveryParts from "../../storage/delivery-parts.ts";
import * as messages from "../../storage/messages.ts";
import * as requests from "../../storage/requests.ts";
import { textsAt } from "../../storage/texts-at.ts";
import { speakerIn } from "./access.ts";
import { parsePress } from "./keyboard.ts";
import { mayEnd } from "./may-end.ts";
import { sayAtOnce } from "./say-at-once.ts";
import { placeOf } from "./telegram-place.ts";

/** A button that moai once offered in this very place is its command; any other does nothing. */
export async function onPress(
  { db, handle }: { readonly db: Db; readonly handle: Handle },
  ctx: Context,
): Promise<void> {
  const language = ctx.from?.language_code;
  const command = await pressed(ctx, db);
  if (!command) {
    await ctx.answerCallbackQuery({ text: textsOf(language).telegram.oldButton });
    return;
  }
  if (await requests.find(db, command.id)) {
    const { telegram } = await textsAt(db, command.place, language);
    await ctx.answerCallbackQuery({ text: telegram.usedButton });
    return;
  }
  if (!(await mayEnd(ctx, db, command.place, command.text))) {
    const { telegram } = await textsAt(db, command.place, language);
    await ctx.answerCallbackQuery({ text: telegram.mayNotEnd });
    return;
  }
  // The id is the button's own, so that it does what it says once, however often it is pressed.
  const { id: personId, name: person } = speakerIn(ctx);
  const { id, place, text } = command;
  if (command.panel !== undefined) {
    const at = { place, now: new Date() };
    await deliveryParts.saveDraft(db, id, at, { part: 1, telegramMessageId: command.panel });
  }
  const reply = await handle({ id, place, text, person, personId, language });
  if (reply.isLost) await sayAtOnce(ctx, reply.text);
  else await ctx.answerCallbackQuery();
}

type Pressed = {
  readonly id: string;
  readonly place: Place;
  readonly text: string;
  /** The message whose place the answer takes. */
  readonly panel: number | undefined;
};

async function pressed(ctx: Context, db: Db): Promise<Pressed | undefined> {
  const message = ctx.callbackQuery?.message;
  const press = parsePress(ctx.callbackQuery?.data ?? "");
  // A message that Telegram no longer shows the bot has the date 0.
  if (!message || message.date === 0 || !press) return undefined;
  const place = placeOf(message);
  const { pressId: id } = press;
  if (press.kind === "retry") {
    const said = await messages.originOf(db, press.messageId);
    if (said?.place !== place) return undefined;
    const text = `/resume ${said.discussionId} /retry ${said.model}`;
    return { id, place, text, panel: undefined };
  }
  const stored = await requests.find(db, press.requestId);
  if (stored?.place !== place) return undefined;
  const { buttons, isPanel } = parseReply(stored.reply);
  const text = buttons[press.index]?.command;
  if (text === undefined) return undefined;
  return { id, place, text, panel: isPanel ? message.message_id : undefined };
}
