import { Bot } from "grammy";
import { answerParent } from "./answer-parent.ts";

const bot = new Bot(process.env["BOT_TOKEN"] ?? "", {
  client: { apiRoot: process.env["TELEGRAM_API_ROOT"] ?? "" },
});
bot.on("message:text", async (ctx) => {
  await ctx.reply(ctx.message.text);
});
const { promise: started, resolve } = Promise.withResolvers<string>();
void bot.start({ onStart: () => resolve("started") });

/** As little as a bot can be. Answers once it polls. */
answerParent(() => started);
