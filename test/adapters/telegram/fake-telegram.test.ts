import { createServer } from "node:http";
import type { IncomingHttpHeaders } from "node:http";
import { Bot, GrammyError, HttpError, InlineKeyboard, InputFile, webhookCallback } from "grammy";
import { describe, expect, it, onTestFinished } from "vitest";
import { listen } from "../../support/listen.ts";
import { createFakeTelegram } from "../../support/telegram/fake-telegram.ts";
import type { FakeTelegram, FakeTelegramOptions } from "../../support/telegram/fake-telegram.ts";
import { usualRates } from "../../support/telegram/rate-limiter.ts";
import { createBot, startBot } from "../../support/telegram/start-bot.ts";

const ann = { id: 1, name: "Ann", username: "ann_a", language_code: "de" };

describe("long polling", () => {
  it("brings a message to the bot and its answer to the chat", async () => {
    const fake = await start();
    await using _ = await startBot(fake, (ctx) => ctx.reply(`You said ${ctx.message?.text}.`));
    const speaker = fake.user(ann).inPrivate();

    speaker.says("hello");

    expect(await fake.until(() => fake.replies(speaker.chat)[0])).toBe("You said hello.");
    expect(fake.messages(speaker.chat)[0]).toMatchObject({
      text: "hello",
      from: { id: 1, is_bot: false, first_name: "Ann", language_code: "de" },
      chat: { id: 1, type: "private" },
    });
  });

  it("blocks until there is an update, and repeats what is not confirmed", async () => {
    const fake = await start();
    const { api } = createBot(fake);
    const speaker = fake.user(ann).inPrivate();

    const waiting = api.getUpdates({ timeout: 30 });
    await fake.until(() => fake.updates().isPolled);
    speaker.says("one");
    const [first] = await waiting;
    speaker.says("two");
    const again = await api.getUpdates({ limit: 1 });
    const next = await api.getUpdates({ offset: (first?.update_id ?? 0) + 1 });

    expect(first?.message?.text).toBe("one");
    expect(again.map(({ message }) => message?.text)).toEqual(["one"]);
    expect(next.map(({ message }) => message?.text)).toEqual(["two"]);
    expect(fake.updates().pending).toBe(1);
  });

  it("ends the first of two polls with a conflict", async () => {
    const fake = await start();
    const { api } = createBot(fake);

    const first = outcomeOf(api.getUpdates({ timeout: 30 }));
    await fake.until(() => fake.updates().isPolled);
    const second = api.getUpdates({ timeout: 30 });

    expect(await first).toEqual([
      409,
      "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running",
    ]);
    fake.user(ann).inPrivate().says("x");
    expect(await second).toHaveLength(1);
  });

  it("keeps to the kinds of update that are allowed", async () => {
    const fake = await start();
    const { api } = createBot(fake);
    await api.getUpdates({ allowed_updates: ["callback_query"] });

    fake.user(ann).inPrivate().says("unwanted");

    expect(fake.updates()).toMatchObject({ pending: 0, allowed: ["callback_query"] });
  });

  it("delivers an update again when told to, although it is confirmed", async () => {
    const fake = await start();
    const seen: number[] = [];
    await using _ = await startBot(fake, (ctx) => seen.push(ctx.update.update_id));
    const speaker = fake.user(ann).inPrivate();
    speaker.says("once");
    await fake.until(() => fake.updates().pending === 0 && fake.updates().isPolled);

    fake.redeliver(fake.updates().lastId);
    speaker.says("twice");

    const { lastId } = fake.updates();
    await fake.until(() => fake.updates().pending === 0 && fake.updates().isPolled);
    expect(seen).toEqual([lastId - 1, lastId - 1, lastId]);
  });

  it("refuses a wrong token and an unknown method", async () => {
    const fake = await start();
    const stranger = new Bot("1:wrong", { client: { apiRoot: fake.apiRoot } });

    expect(await outcomeOf(stranger.api.getMe())).toEqual([401, "Unauthorized"]);
    expect(await outcomeOf(createBot(fake).api.logOut())).toEqual([
      404,
      "Not Found: method not found",
    ]);
  });
});

describe("webhook", () => {
  it("delivers with the secret, again after a failure, and in order", async () => {
    const fake = await start();
    const bot = createBot(fake);
    bot.on("message:text", (ctx) => ctx.reply(ctx.message.text));
    const site = await startSite(bot, [503, 500]);
    const speaker = fake.user(ann).inPrivate();

    await bot.api.setWebhook(site.url, { secret_token: "s3cret" });
    speaker.says("one");
    speaker.says("two");
    await fake.until(() => fake.updates().pending === 0);

    expect(fake.replies(speaker.chat)).toEqual(["one", "two"]);
    expect(site.headers.map((headers) => headers["x-telegram-bot-api-secret-token"])).toEqual(
      Array.from({ length: 4 }, () => "s3cret"),
    );
  });

  it("tells of the last error and of what waits", async () => {
    const fake = await start({ webhookPauseMs: 60_000 });
    const { api } = createBot(fake);
    const site = await startSite(createBot(fake), [503]);
    await api.setWebhook(site.url);

    fake.user(ann).inPrivate().says("one");

    await fake.until(() => fake.webhook().lastError);
    expect(await api.getWebhookInfo()).toMatchObject({
      url: site.url,
      pending_update_count: 1,
      last_error_message: "Wrong response from the webhook: 503 Service Unavailable",
    });
  });

  it("excludes polling until it is deleted", async () => {
    const fake = await start();
    const { api } = createBot(fake);
    const site = await startSite(createBot(fake), []);
    const polling = outcomeOf(api.getUpdates({ timeout: 30 }));
    await fake.until(() => fake.updates().isPolled);

    await api.setWebhook(site.url);

    expect(await polling).toEqual([409, "Conflict: terminated by setWebhook request"]);
    expect(await outcomeOf(api.getUpdates())).toEqual([
      409,
      "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
    ]);
    await api.deleteWebhook();
    expect(await api.getUpdates()).toEqual([]);
  });

  it("takes HTTPS addresses and plain secrets only", async () => {
    const fake = await start();
    const { api } = createBot(fake);

    expect(await outcomeOf(api.setWebhook("http://example.org"))).toEqual([
      400,
      "Bad Request: bad webhook: An HTTPS URL must be provided for webhook",
    ]);
    expect(await outcomeOf(api.setWebhook("https://a.bc", { secret_token: "a b" }))).toEqual([
      400,
      "Bad Request: secret token contains unallowed characters",
    ]);
  });
});

describe("messages", () => {
  it("are sent, edited and deleted", async () => {
    const { fake, api, chat } = await startChat();
    const keyboard = new InlineKeyboard().text("Go", "go");

    const sent = await api.sendMessage(chat.id, "one");
    await api.editMessageText(chat.id, sent.message_id, "two", { reply_markup: keyboard });
    const shown = fake.messages(chat).at(-1);
    await api.editMessageReplyMarkup(chat.id, sent.message_id);
    const bare = fake.messages(chat).at(-1);
    await api.deleteMessage(chat.id, sent.message_id);

    expect(shown).toMatchObject({
      text: "two",
      reply_markup: keyboard,
      edit_date: shown?.edit_date,
    });
    expect(bare).not.toHaveProperty("reply_markup");
    expect(fake.replies(chat)).toEqual([]);
  });

  it("lose their edge blanks", async () => {
    const { api, chat } = await startChat();

    const sent = await api.sendMessage(chat.id, " \n a b \n", {
      entities: [{ type: "bold", offset: 3, length: 1 }],
    });

    expect(sent).toMatchObject({ text: "a b", entities: [{ type: "bold", offset: 0, length: 1 }] });
  });

  it.each([
    ["", undefined, "message text is empty"],
    [" \n\u200B", undefined, "message text is empty"],
    ["x".repeat(4097), undefined, "message is too long"],
    ["я".repeat(20_000), undefined, "text is too long"],
    [
      "a",
      [["bold", 0, 2]],
      "entity beginning at UTF-16 offset 0 ends after the end of the text at UTF-16 offset 2",
    ],
    ["a", [["bold", 1, 1]], "entity begins after the end of the text at UTF-16 offset 1"],
    ["a", [["bold", -1, 1]], "receive an entity with incorrect offset -1"],
    ["a", [["bold", 0, 0]], "receive an entity with incorrect length 0"],
    ["a😀", [["bold", 2, 1]], "entity begins in a middle of a UTF-16 symbol at byte offset 2"],
    [
      "a😀",
      [["bold", 0, 2]],
      "entity beginning at UTF-16 offset 0 ends in a middle of a UTF-16 symbol at byte offset 2",
    ],
    [
      "abc",
      [
        ["bold", 0, 2],
        ["italic", 1, 2],
      ],
      "entities overlap: bold@0+2 and italic@1+2",
    ],
    [
      "abc",
      [
        ["bold", 0, 3],
        ["code", 1, 1],
      ],
      "code stands in something else: bold@0+3 and code@1+1",
    ],
    [
      "abc",
      [
        ["blockquote", 0, 3],
        ["expandable_blockquote", 1, 1],
      ],
      "quotes are nested: blockquote@0+3 and expandable_blockquote@1+1",
    ],
    [
      "abc",
      [
        ["bold", 0, 3],
        ["bold", 1, 1],
      ],
      "an entity is nested in its like: bold@0+3 and bold@1+1",
    ],
    ["a b", [["bold", 0, 2]], "entity bold@0+2 begins or ends with a blank"],
    ["ab", [["blod", 0, 2]], "can't parse MessageEntity: Unsupported type specified"],
    ["ab", [["text_link", 0, 2]], "entity URL 'http://localhost' is invalid: Wrong HTTP URL"],
    [
      "a".repeat(101),
      Array.from({ length: 101 }, (_, at) => ["bold", at, 1]),
      "there are 101 entities, more than 100",
    ],
  ])("are refused: %.20s with %.60j", async (text, entities, reason) => {
    const { fake, chat } = await startChat();

    const answer = await post(fake, "sendMessage", {
      chat_id: chat.id,
      text,
      ...(entities !== undefined && {
        entities: entities.map(([type, offset, length]) => ({
          type,
          offset,
          length,
          ...(type === "text_link" && { url: "http://localhost" }),
        })),
      }),
    });

    expect(answer).toEqual({
      ok: false,
      error_code: 400,
      description: `Bad Request: ${reason}`,
    });
    expect(fake.replies(chat)).toEqual([]);
  });

  it.each([
    [{ text: 7 }, "can't parse text"],
    [{ text: "a", chat_id: [] }, "can't parse chat_id"],
    [{ text: "a", colour: "red" }, "can't parse parameters: Unrecognized key"],
    [{ text: "a", chat_id: 99 }, "chat not found"],
    [{ text: "a", reply_markup: { inline_keyboard: "x" } }, "can't parse reply_markup"],
  ])("are refused for wrong parameters: %j", async (parameters, reason) => {
    const { fake, chat } = await startChat();

    const answer = await post(fake, "sendMessage", { chat_id: chat.id, ...parameters });

    expect(answer).toMatchObject({ error_code: 400, description: expect.stringContaining(reason) });
  });

  it.each([
    ["HTML", "<b>a", `Can't find end tag corresponding to start tag "b"`],
    ["HTML", "ü<x>a</x>", `Unsupported start tag "x" at byte offset 2`],
    ["HTML", "<b>a</i>", `Unmatched end tag at byte offset 4, expected "</b>", found "</i>"`],
    ["MarkdownV2", "a.", "Character '.' is reserved and must be escaped with the preceding '\\'"],
    ["MarkdownV2", "*a", "Can't find end of Bold entity at byte offset 0"],
  ] as const)("are refused where %s cannot be parsed: %s", async (parse_mode, text, reason) => {
    const { api, chat } = await startChat();

    expect(await outcomeOf(api.sendMessage(chat.id, text, { parse_mode }))).toEqual([
      400,
      `Bad Request: can't parse entities: ${reason}`,
    ]);
  });

  it("are parsed from HTML and MarkdownV2", async () => {
    const { api, chat } = await startChat();
    const entities = [
      { type: "bold", offset: 0, length: 1 },
      { type: "code", offset: 2, length: 3 },
    ];

    const html = await api.sendMessage(chat.id, "<b>a</b> <code>&lt;b&gt;</code>", {
      parse_mode: "HTML",
    });
    const markdown = await api.sendMessage(chat.id, "*a* `<b>`", { parse_mode: "MarkdownV2" });

    expect(html).toMatchObject({ text: "a <b>", entities });
    expect(markdown).toMatchObject({ text: "a <b>", entities });
  });

  it("are not edited without a change, without a message or without the right", async () => {
    const { fake, api, chat, speaker } = await startChat();
    const { message_id } = await api.sendMessage(chat.id, "one");
    const foreign = speaker.says("mine").message_id;

    expect(await outcomeOf(api.editMessageText(chat.id, message_id, "one "))).toEqual([
      400,
      "Bad Request: message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message",
    ]);
    expect(await outcomeOf(api.editMessageText(chat.id, 99, "two"))).toEqual([
      400,
      "Bad Request: message to edit not found",
    ]);
    expect(await outcomeOf(api.editMessageText(chat.id, foreign, "two"))).toEqual([
      400,
      "Bad Request: message can't be edited",
    ]);
    expect(await outcomeOf(api.deleteMessage(chat.id, 99))).toEqual([
      400,
      "Bad Request: message to delete not found",
    ]);
    expect(fake.replies(chat)).toEqual(["one"]);
  });

  it("reply to a message that is there, unless told otherwise", async () => {
    const { api, chat, speaker } = await startChat();
    const { message_id } = speaker.says("the question");

    const reply = await api.sendMessage(chat.id, "a", {
      reply_parameters: { message_id, quote: "question" },
    });
    const orphan = await api.sendMessage(chat.id, "b", {
      reply_parameters: { message_id: 99, allow_sending_without_reply: true },
    });

    expect(reply.reply_to_message).toMatchObject({ message_id, text: "the question" });
    expect(orphan).not.toHaveProperty("reply_to_message");
    expect(
      await outcomeOf(api.sendMessage(chat.id, "c", { reply_parameters: { message_id: 99 } })),
    ).toEqual([400, "Bad Request: message to be replied not found"]);
    expect(
      await outcomeOf(
        api.sendMessage(chat.id, "d", { reply_parameters: { message_id, quote: "x" } }),
      ),
    ).toEqual([400, "Bad Request: QUOTE_TEXT_INVALID"]);
  });

  it("take the reactions that Telegram has", async () => {
    const { fake, api, chat, speaker } = await startChat();
    const { message_id } = speaker.says("hm");

    await api.setMessageReaction(chat.id, message_id, [{ type: "emoji", emoji: "👀" }]);

    expect(fake.reactions(chat).get(message_id)).toBe("👀");
    expect(
      await post(fake, "setMessageReaction", {
        chat_id: chat.id,
        message_id,
        reaction: [{ type: "emoji", emoji: "✅" }],
      }),
    ).toMatchObject({ description: "Bad Request: REACTION_INVALID" });
  });
});

describe("buttons", () => {
  it("are pressed and answered once", async () => {
    const { fake, api, chat, speaker } = await startChat();
    await using _ = await startBot(fake, async (ctx) => {
      await ctx.answerCallbackQuery({ text: ctx.callbackQuery?.data ?? "", show_alert: true });
    });
    const keyboard = new InlineKeyboard().text("⏹ Stop", "v1:stop").text("▶ Next", "v1:next");
    await api.sendMessage(chat.id, "running", { reply_markup: keyboard });

    const press = speaker.presses("Next");

    expect(await fake.until(() => press.answer)).toEqual({ text: "v1:next", isAlert: true });
    expect(await outcomeOf(api.answerCallbackQuery(press.id))).toEqual(tooOld);
  });

  it("take no answer that is late, unknown or too long", async () => {
    const { api, chat, speaker } = await startChat();
    const keyboard = new InlineKeyboard().text("Go", "go");
    await api.sendMessage(chat.id, "a", { reply_markup: keyboard });
    const press = speaker.presses("Go");

    expect(await outcomeOf(api.answerCallbackQuery(press.id, { text: "x".repeat(201) }))).toEqual([
      400,
      "Bad Request: can't parse text: MESSAGE_TOO_LONG",
    ]);
    press.isExpired = true;
    expect(await outcomeOf(api.answerCallbackQuery(press.id))).toEqual(tooOld);
    expect(await outcomeOf(api.answerCallbackQuery("nothing"))).toEqual(tooOld);
  });

  it.each([
    [new InlineKeyboard().text("a", "я".repeat(33)), "BUTTON_DATA_INVALID"],
    [new InlineKeyboard().text("a", ""), "Text buttons are unallowed in the inline keyboard"],
    [new InlineKeyboard().copyText("a", "x".repeat(257)), "BUTTON_COPY_TEXT_INVALID"],
    [
      new InlineKeyboard().url("a", "http://localhost"),
      "inline keyboard button URL 'http://localhost' is invalid: Wrong HTTP URL",
    ],
  ])("are refused: %j", async (reply_markup, reason) => {
    const { api, chat } = await startChat();

    expect(await outcomeOf(api.sendMessage(chat.id, "a", { reply_markup }))).toEqual([
      400,
      `Bad Request: ${reason}`,
    ]);
  });

  it("are named when a test looks for one that is not there", async () => {
    const { api, chat, speaker } = await startChat();
    await api.sendMessage(chat.id, "a", { reply_markup: new InlineKeyboard().text("Go", "go") });

    expect(() => speaker.presses("Stop")).toThrow('there is no button "Stop", only: Go');
  });
});

describe("files", () => {
  it("are uploaded by the bot with a caption", async () => {
    const { fake, api, chat } = await startChat();
    const content = Buffer.from("\r\n--x\r\n # Grüße 🎉\r\n");

    const sent = await api.sendDocument(chat.id, new InputFile(content, 'a "b".md'), {
      caption: "12",
      caption_entities: [{ type: "bold", offset: 0, length: 2 }],
      reply_markup: new InlineKeyboard().text("Go", "go"),
    });

    expect(sent).toMatchObject({
      document: { file_name: 'a "b".md', file_size: content.length },
      caption: "12",
      caption_entities: [{ type: "bold", offset: 0, length: 2 }],
      reply_markup: { inline_keyboard: [[{ text: "Go", callback_data: "go" }]] },
    });
    expect(fake.fileOf(sent).equals(content)).toBe(true);
  });

  it("are sent by people and downloaded", async () => {
    const { fake, api, speaker } = await startChat();
    const { document } = speaker.sendsDocument({ name: "notes.txt", content: "hello" });

    const file = await api.getFile(document?.file_id ?? "");
    const response = await fetch(`${fake.apiRoot}/file/bot${fake.token}/${file.file_path}`);

    expect(await response.text()).toBe("hello");
  });

  it("are refused when empty, unknown or captioned at length", async () => {
    const { api, chat } = await startChat();
    const file = new InputFile(Buffer.from("x"), "x.md");

    expect(await outcomeOf(api.sendDocument(chat.id, file, { caption: "x".repeat(1025) }))).toEqual(
      [400, "Bad Request: message caption is too long"],
    );
    expect(
      await outcomeOf(api.sendDocument(chat.id, new InputFile(Buffer.alloc(0), "x.md"))),
    ).toEqual([400, "Bad Request: file must be non-empty"]);
    expect(await outcomeOf(api.sendDocument(chat.id, "unknown"))).toEqual([
      400,
      "Bad Request: wrong file identifier/HTTP URL specified",
    ]);
    expect(await outcomeOf(api.getFile("unknown"))).toEqual([400, "Bad Request: invalid file_id"]);
  });
});

describe("groups", () => {
  it("show a bot in privacy mode only what is meant for it", async () => {
    const fake = await start();
    const { api } = createBot(fake);
    const chat = fake.group("Table");
    const speaker = fake.user(ann).in(chat);
    const own = await api.sendMessage(chat.id, "hello");

    speaker.says("chatter");
    speaker.says("@moai_bot hello");
    speaker.says("/help@other_bot");
    speaker.says("/help");
    speaker.says("/help@Moai_Bot now");
    speaker.says("a reply", { replyTo: own });

    expect(await textsOf(fake)).toEqual(["/help", "/help@Moai_Bot now", "a reply"]);
  });

  it("show everything to an administrator, or where privacy mode is off", async () => {
    const open = await start({ canReadAllGroupMessages: true });
    const guarded = await start();
    const chat = guarded.group("Table");

    open.user(ann).in(open.group("Table")).says("chatter");
    guarded.user(ann).in(chat).promotesBot();
    guarded.user(ann).in(chat).says("chatter");

    expect(await textsOf(open)).toEqual(["chatter"]);
    expect(await textsOf(guarded)).toEqual([undefined, "chatter"]);
  });

  it("tell who adds and who removes the bot, which then may not speak", async () => {
    const fake = await start();
    const { api } = createBot(fake);
    const chat = fake.group("Table", { withBot: false });
    const speaker = fake.user(ann).in(chat);

    const before = await outcomeOf(api.sendMessage(chat.id, "a"));
    speaker.addsBot();
    await api.sendMessage(chat.id, "b");
    speaker.removesBot();

    expect(before).toEqual([403, "Forbidden: bot is not a member of the group chat"]);
    expect(await outcomeOf(api.sendMessage(chat.id, "c"))).toEqual([
      403,
      "Forbidden: bot was kicked from the group chat",
    ]);
    expect(await api.getUpdates()).toMatchObject([
      { my_chat_member: { new_chat_member: { status: "member" } } },
      { message: { new_chat_members: [{ id: fake.bot.id }] } },
      { my_chat_member: { new_chat_member: { status: "kicked" } } },
    ]);
  });

  it("are left by the bot", async () => {
    const fake = await start();
    const { api } = createBot(fake);
    const chat = fake.supergroup("Table");

    await api.leaveChat(chat.id);

    expect(await outcomeOf(api.sendMessage(chat.id, "a"))).toEqual([
      403,
      "Forbidden: bot is not a member of the supergroup chat",
    ]);
  });

  it("become supergroups", async () => {
    const fake = await start();
    const { api } = createBot(fake);
    const chat = fake.group("Table");
    const next = fake.migrate(chat, fake.user(ann));

    const refusal = await refusalOf(api.sendMessage(chat.id, "a"));

    expect(refusal.description).toBe("Bad Request: group chat was upgraded to a supergroup chat");
    expect(refusal.parameters).toEqual({ migrate_to_chat_id: next.id });
    expect(await api.getUpdates()).toMatchObject([
      { message: { chat: { id: chat.id }, migrate_to_chat_id: next.id } },
      { message: { chat: { id: next.id }, migrate_from_chat_id: chat.id } },
    ]);
  });

  it("have topics, each with an id of its own", async () => {
    const fake = await start();
    const { api } = createBot(fake);
    const chat = fake.supergroup("Forum", { isForum: true });
    const topic = fake.topic(chat, "Bread");
    const speaker = fake.user(ann).in(chat);

    const asked = speaker.says("/ask", { topic });
    const sent = await api.sendMessage(chat.id, "a", { message_thread_id: topic });

    expect(asked).toMatchObject({
      message_thread_id: topic,
      is_topic_message: true,
      reply_to_message: { forum_topic_created: { name: "Bread" } },
    });
    expect(sent).toMatchObject({ message_thread_id: topic, is_topic_message: true });
    expect(await outcomeOf(api.sendMessage(chat.id, "a", { message_thread_id: 99 }))).toEqual([
      400,
      "Bad Request: message thread not found",
    ]);
  });

  it("have a thread id on replies without having topics", async () => {
    const fake = await start();
    const { api } = createBot(fake);
    const chat = fake.supergroup("Table");
    const own = await api.sendMessage(chat.id, "hello");

    const reply = fake.user(ann).in(chat).says("hi", { replyTo: own });

    expect(reply.message_thread_id).toBe(own.message_id);
    expect(reply).not.toHaveProperty("is_topic_message");
    expect(
      await outcomeOf(api.sendMessage(chat.id, "a", { message_thread_id: own.message_id })),
    ).toEqual([400, "Bad Request: message thread not found"]);
  });

  it("let chats speak for themselves", async () => {
    const fake = await start({ canReadAllGroupMessages: true });
    const chat = fake.supergroup("Table");
    const channel = fake.channel("News");

    fake.anonymousAdminOf(chat).says("from nobody");
    fake.channelIn(channel, chat).says("from afar");

    expect(await createBot(fake).api.getUpdates()).toMatchObject([
      { message: { from: { username: "GroupAnonymousBot" }, sender_chat: { id: chat.id } } },
      { message: { from: { username: "Channel_Bot" }, sender_chat: { id: channel.id } } },
    ]);
  });

  it("name their members", async () => {
    const fake = await start();
    const { api } = createBot(fake);
    const chat = fake.group("Table");
    fake.user(ann).in(chat);
    fake.user({ id: 2, name: "Bob" }).in(chat);

    expect(await api.getChat(chat.id)).toMatchObject({ type: "group", title: "Table" });
    expect(await api.getChatMember(chat.id, 1)).toMatchObject({ status: "creator" });
    expect(await api.getChatMember(chat.id, 2)).toMatchObject({ status: "member" });
    expect(await api.getChatMember(chat.id, fake.bot.id)).toMatchObject({ status: "member" });
    expect(await api.getChatAdministrators(chat.id)).toMatchObject([{ user: { id: 1 } }]);
    expect(await outcomeOf(api.getChatMember(chat.id, 3))).toEqual([
      400,
      "Bad Request: user not found",
    ]);
  });
});

describe("people", () => {
  it("block the bot and let it back", async () => {
    const { fake, api, chat } = await startChat();
    const person = fake.user(ann);

    fake.block(person);
    const blocked = await outcomeOf(api.sendMessage(chat.id, "a"));
    fake.unblock(person);
    await api.sendMessage(chat.id, "b");

    expect(blocked).toEqual([403, "Forbidden: bot was blocked by the user"]);
    expect(fake.replies(chat)).toEqual(["b"]);
    expect(await api.getUpdates()).toMatchObject([
      { my_chat_member: { new_chat_member: { status: "kicked" } } },
      { my_chat_member: { new_chat_member: { status: "member" } } },
    ]);
  });

  it("edit what they said, and their commands are marked", async () => {
    const { api, speaker } = await startChat();

    const said = speaker.says("/open@moai_bot what, @gpt_5?");
    speaker.edits(said, "/open why");

    expect(await api.getUpdates()).toMatchObject([
      {
        message: {
          entities: [
            { type: "bot_command", offset: 0, length: 14 },
            { type: "mention", offset: 21, length: 6 },
          ],
        },
      },
      { edited_message: { text: "/open why", edit_date: expect.any(Number) } },
    ]);
  });

  it("see the bot typing", async () => {
    const { fake, api, chat } = await startChat();

    await api.sendChatAction(chat.id, "typing");

    expect(fake.actions(chat)).toEqual(["typing"]);
    expect(await post(fake, "sendChatAction", { chat_id: chat.id, action: "yawn" })).toMatchObject({
      description: "Bad Request: wrong parameter action in request",
    });
  });
});

describe("the bot's profile", () => {
  it("keeps commands by scope and language", async () => {
    const { api } = await startChat();
    const commands = [{ command: "open", description: "Ask all" }];

    await api.setMyCommands(commands);
    await api.setMyCommands([], { scope: { type: "all_group_chats" }, language_code: "de" });
    const kept = await api.getMyCommands();
    await api.deleteMyCommands();

    expect(kept).toEqual(commands);
    expect(await api.getMyCommands()).toEqual([]);
  });

  it.each([
    [{ command: "Open", description: "x" }, "BOT_COMMAND_INVALID"],
    [{ command: "open", description: "" }, "BOT_COMMAND_DESCRIPTION_INVALID"],
    [{ command: "open", description: "x".repeat(257) }, "BOT_COMMAND_DESCRIPTION_INVALID"],
  ])("refuses the command %j", async (command, reason) => {
    const { api } = await startChat();

    const [code, description] = await outcomeOf(api.setMyCommands([command]));

    expect(code).toBe(400);
    expect(description).toContain(reason);
  });

  it("keeps texts by language, with a fallback", async () => {
    const { api } = await startChat();

    await api.setMyName("table");
    await api.setMyDescription("A round table");
    await api.setMyDescription("Ein runder Tisch", { language_code: "de" });
    await api.setMyShortDescription("Round");

    expect(await api.getMyName({ language_code: "de" })).toEqual({ name: "table" });
    expect(await api.getMyDescription({ language_code: "de" })).toEqual({
      description: "Ein runder Tisch",
    });
    expect(await api.getMyDescription({ language_code: "fr" })).toEqual({
      description: "A round table",
    });
    expect(await api.getMyShortDescription()).toEqual({ short_description: "Round" });
    expect(await outcomeOf(api.setMyShortDescription("x".repeat(121)))).toEqual([
      400,
      "Bad Request: bot short description is too long",
    ]);
  });
});

describe("faults", () => {
  it("are served to the next calls of a method", async () => {
    const { fake, api, chat } = await startChat();
    fake.fail("sendMessage", { kind: "rate_limited", retryAfter: 7 }, 2);
    fake.fail("sendMessage", { kind: "server_error" });

    const first = await refusalOf(api.sendMessage(chat.id, "a"));
    const second = await outcomeOf(api.sendMessage(chat.id, "a"));
    const third = await outcomeOf(api.sendMessage(chat.id, "a"));
    await api.sendMessage(chat.id, "a");

    expect(first.error_code).toBe(429);
    expect(first.parameters).toEqual({ retry_after: 7 });
    expect(second).toEqual([429, "Too Many Requests: retry after 7"]);
    expect(third).toEqual([502, "Bad Gateway"]);
    expect(fake.count("sendMessage")).toBe(4);
    expect(fake.requests.map(({ status }) => status)).toEqual([429, 429, 502, 200]);
    expect(fake.replies(chat)).toEqual(["a"]);
  });

  it("cut the connection before or after the message is sent", async () => {
    const { fake, api, chat } = await startChat();
    fake.fail("sendMessage", { kind: "reset", when: "before" });
    fake.fail("sendMessage", { kind: "reset", when: "after" });

    await expect(api.sendMessage(chat.id, "lost")).rejects.toThrow(HttpError);
    await expect(api.sendMessage(chat.id, "kept")).rejects.toThrow(HttpError);

    expect(fake.replies(chat)).toEqual(["kept"]);
    expect(fake.requests.map(({ status }) => status)).toEqual([0, 0]);
  });

  it("leave the bot hanging until it gives up", async () => {
    const { fake, chat } = await startChat();
    fake.fail("sendMessage", { kind: "hang" });
    const givingUp = new AbortController();

    const message = { chat_id: chat.id, text: "a" };
    const sending = post(fake, "sendMessage", message, givingUp.signal);
    await fake.until(() => fake.count("sendMessage") === 1);
    givingUp.abort();

    await expect(sending).rejects.toThrow("aborted");
    expect(fake.replies(chat)).toEqual([]);
  });
});

describe("rates", () => {
  it("let a patient bot pass and punish one that floods", async () => {
    let time = 1_000_000;
    const fake = await start({ rates: usualRates, now: () => time });
    const { api } = createBot(fake);
    const { chat } = fake.user(ann).inPrivate();
    const send = () => outcomeOf(api.sendMessage(chat.id, "a"));

    const first = await send();
    const tooSoon = await send();
    const insisting = await send();
    time += 1999;
    const stillTooSoon = await send();
    time += 4000;
    const patient = await send();

    expect(first).toEqual([200, ""]);
    expect(tooSoon).toEqual([429, "Too Many Requests: retry after 1"]);
    expect(insisting).toEqual([429, "Too Many Requests: retry after 2"]);
    expect(stillTooSoon).toEqual([429, "Too Many Requests: retry after 4"]);
    expect(patient).toEqual([200, ""]);
  });

  it("allow a group twenty messages and twenty edits a minute", async () => {
    let time = 0;
    const fake = await start({ rates: usualRates, now: () => time });
    const { api } = createBot(fake);
    const chat = fake.group("Table");
    const { message_id } = await api.sendMessage(chat.id, "0");

    for (let round = 1; round <= 20; round += 1) {
      time += 1000;
      await api.editMessageText(chat.id, message_id, `${round}`);
    }
    for (let round = 1; round < 20; round += 1) await api.sendMessage(chat.id, "more");

    expect(await outcomeOf(api.sendMessage(chat.id, "surplus"))).toEqual([
      429,
      "Too Many Requests: retry after 40",
    ]);
    time += 40_000;
    expect(await outcomeOf(api.sendMessage(chat.id, "later"))).toEqual([200, ""]);
  });
});

describe("until", () => {
  it("fails with the last requests when its condition never comes true", async () => {
    const fake = await start({ hangGuardMs: 1 });
    await createBot(fake).api.getMe();

    await expect(fake.until(() => fake.count("sendMessage") > 0)).rejects.toThrow(
      /waited in vain for .*sendMessage[^]*getMe 200/,
    );
  });
});

const tooOld = [
  400,
  "Bad Request: query is too old and response timeout expired or query ID is invalid",
];

async function start(options?: FakeTelegramOptions): Promise<FakeTelegram> {
  const fake = await createFakeTelegram(options);
  onTestFinished(() => fake.close());
  return fake;
}

async function startChat() {
  const fake = await start();
  const speaker = fake.user(ann).inPrivate();
  return { fake, api: createBot(fake).api, speaker, chat: speaker.chat };
}

/** A site with the bot behind it, which first answers with the given statuses. */
async function startSite(bot: Bot, statuses: number[]) {
  const headers: IncomingHttpHeaders[] = [];
  const handle = webhookCallback(bot, "http");
  const server = createServer((request, response) => {
    headers.push(request.headers);
    const status = statuses.shift();
    if (status !== undefined) response.writeHead(status).end();
    else handle(request, response).catch(() => response.destroy());
  });
  const port = await listen(server);
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  return { url: `http://127.0.0.1:${port}/`, headers };
}

async function outcomeOf(call: Promise<unknown>): Promise<readonly [number, string]> {
  try {
    await call;
    return [200, ""];
  } catch (error) {
    if (error instanceof GrammyError) return [error.error_code, error.description];
    throw error;
  }
}

async function refusalOf(call: Promise<unknown>): Promise<GrammyError> {
  try {
    await call;
  } catch (error) {
    if (error instanceof GrammyError) return error;
    throw error;
  }
  throw new Error("the call was not refused");
}

/** For what grammY's types do not let a bot send. */
async function post(
  fake: FakeTelegram,
  method: string,
  body: unknown,
  signal = new AbortController().signal,
): Promise<unknown> {
  const response = await fetch(`${fake.apiRoot}/bot${fake.token}/${method}`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
    signal,
  });
  return response.json();
}

/** The texts of all that the bot is told. */
async function textsOf(fake: FakeTelegram) {
  const updates = await createBot(fake).api.getUpdates();
  return updates.map(({ message }) => message?.text);
}
