import type { Context } from "grammy";

/** In UTF-16 code units; Telegram refuses more. */
const longestToast = 200;

/** Tells somebody what the outbox cannot, because it shows only what is stored. */
export async function sayAtOnce(ctx: Context, text: string): Promise<void> {
  if (ctx.callbackQuery) {
    await ctx.answerCallbackQuery({ text: text.slice(0, longestToast).toWellFormed() });
  } else if (ctx.message) {
    const { message_id } = ctx.message;
    const reply_parameters = { message_id, allow_sending_without_reply: true };
    await ctx.reply(text, { reply_parameters });
  }
}
