import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Chat, Message } from "grammy/types";
import { layTelegramTable } from "./lay-telegram-table.ts";

/** Writes docs/telegram.md from a run of moai with its demo voices: node test/support/telegram/record-screens.ts */

const file = fileURLToPath(new URL("../../../docs/telegram.md", import.meta.url));
const intro = `# moai in Telegram

What a chat looks like, recorded from a run with the demo voices against a stand-in for Telegram. In square brackets are buttons.

`;
const sections: string[] = [];

const table = await layTelegramTable(
  () => ({ kind: "silence" }),
  { hangGuardMs: 120_000 },
  { AI_ROUTER: "demo", AI_BASE_URL: "", AI_MODELS: "", ALLOWED_USERS: "7, 8, 9" },
);
try {
  await record();
  await recordTeam();
  writeFileSync(file, `${intro}${sections.join("\n")}`);
} finally {
  await table.close();
}

async function record(): Promise<void> {
  const ann = table.ann();
  const { chat } = ann;

  let shown = 0;
  const newTexts = () =>
    table.telegram
      .messages(chat)
      .slice(shown)
      .map(({ text = "" }) => text);
  const screen = (title: string, words: string, of: Pick<Chat, "id"> = chat) => {
    const messages = table.telegram.messages(of).slice(of === chat ? shown : 0);
    if (of === chat) shown += messages.length;
    sections.push(`## ${title}\n\n${words}\n\n${show(messages)}`);
  };

  ann.says("/start");
  await table.offered(chat, "Add me to a group");
  screen("The first words", "`/start` says what moai is.");

  ann.says("Should a small harbour town build a tram?");
  await table.offered(chat, "Discuss");
  screen(
    "A question",
    "Text without a command is kept and offered. It stands whole behind each button, so nothing has to be typed again.",
  );

  ann.presses("Ask all");
  await table.said(chat, /^Asked[^]*✍/);
  // It has taken the place of the question whom to ask.
  const asked = () =>
    table.telegram.messages(chat).findIndex(({ text }) => text?.startsWith("Asked:"));
  shown = asked();
  screen(
    "Answers while they are written",
    "In private each answer appears as it is written, in the message that holds it in the end. A message above says who does what.",
  );
  await table.offered(chat, "Consensus");
  await table.telegram.until(() =>
    table.telegram.replies(chat).every((text) => !/^Asked[^]*✍/.test(text)),
  );
  shown = asked();
  screen(
    "The end of an opening round",
    "Only the last message rings. Its buttons say what can come next.",
  );

  ann.presses("Discuss");
  await table.said(chat, /\n\nRound 2 of /);
  screen(
    "A discussion",
    "Who follows reads one message: the round, and who is done, writing, thinking or waiting. Stop is under it for as long as there is something to stop.",
  );
  ann.says("Mind the winter, when nobody comes.");
  await table.said(chat, /^The next to speak will hear it\.$/);
  await table.said(chat, /^(?:Ended|Stopped)[^]*\.$/);
  await table.offered(chat, "Next round");
  screen("Speaking into it", "What is said while they discuss is heard by the next to speak.");

  const answer = table.telegram
    .messages(chat)
    .findLast(({ text }) => /^\w+ · round \d+\n/.test(text ?? ""));
  ann.says("What would change your mind?", answer ? { replyTo: answer } : {});
  await table.said(chat, /^\w+ is asked\.$/);
  const [name = ""] = (answer?.text ?? "").split(" ");
  await table.telegram.until(() =>
    newTexts().some((text) => text.startsWith(`${name}\n`) && !text.endsWith("…")),
  );
  screen(
    "Speaking to one",
    "A reply to an answer is answered by the one who gave it, alone. `@skeptic …` and `skeptic: …` do the same.",
  );

  ann.presses("Ask one");
  await table.offered(chat, "Skeptic");
  ann.presses("Skeptic");
  const question = await table.said(chat, /^Write your question to Skeptic\./);
  const asking = table.telegram.messages(chat).find(({ text }) => text === question);
  ann.says("What is your strongest doubt?", asking ? { replyTo: asking } : {});
  await table.telegram.until(() =>
    newTexts().some((text) => text.startsWith("Skeptic\n") && !text.endsWith("…")),
  );
  screen(
    "Asking one by button",
    "Ask one shows who sits at the table. The field for the answer opens by itself; in a group it is a reply, too.",
  );

  ann.says("/consensus");
  await table.telegram.until(() =>
    newTexts().some((text) => /agree/i.test(text) && text.length > 200),
  );
  screen("The report", "`/consensus` says what is agreed, what is not, and who holds which view.");

  ann.says("/export");
  await table.telegram.until(() => table.telegram.messages(chat).some(({ document }) => document));
  ann.sendsDocument({
    name: "plan.pdf",
    content: Buffer.from([0x25, 0xff]),
    caption: "/ask skeptic Is it sound?",
  });
  await table.said(chat, /^I read text only[^]*\.$/);
  screen(
    "Files",
    "Exports come as documents. Text files are read into the question that they come with; what is no text is declined.",
  );

  await recordGroup(screen);
}

async function recordGroup(
  screen: (title: string, words: string, of: Pick<Chat, "id">) => void,
): Promise<void> {
  const group = table.telegram.supergroup("Harbour office", { withBot: false });
  const olga = table.telegram.user({ id: 9, name: "Olga" }).in(group);
  const ann = table.telegram.user({ id: 7, name: "Ann" }).in(group);
  const bob = table.telegram.user({ id: 8, name: "Bob" }).in(group);
  olga.addsBot();
  await table.offered(group, "Projects");
  ann.says("/in Inbox /open Should the ferry run at night?");
  await table.said(group, /✍ \w+, \d+ words/);
  const press = bob.presses("Projects");
  await table.telegram.until(() => press.answer);
  bob.says("/stop");
  await table.said(group, /^Only who asked/);
  await table.offered(group, "Consensus");
  screen(
    "In a group",
    "moai says how it is spoken to when it comes. Answers come when they are whole, and until then one message says how far they are. Only who asked, or an admin, can stop them.",
    group,
  );
}

/** The demo voices are all there are, so this is from a run with a router that lists more. */
async function recordTeam(): Promise<void> {
  const routed = await layTelegramTable(
    () => ({ kind: "silence" }),
    { hangGuardMs: 120_000 },
    { AI_ROUTER: "openrouter", AI_API_KEY: "a-key", AI_MODELS: "" },
    [
      priced("qwen/qwen3.7-max", "Qwen: Qwen3.7 Max", 262_144, "0.0000012", "0.000006"),
      priced("qwen/qwen3.7-coder:free", "Qwen: Qwen3.7 Coder (free)", 1_048_576, "0", "0"),
      ...Array.from({ length: 9 }, (_, index) =>
        priced(`qwen/qwen3-${index + 1}b`, `Qwen: Qwen3 ${index + 1}B`, 131_072, "1e-7", "3e-7"),
      ),
    ],
  );
  const ann = routed.ann();
  try {
    ann.says("/project new Harbour");
    await routed.said(ann.chat, /^Harbour is made/);
    ann.says("/team");
    await routed.offered(ann.chat, "Find more models");
    const atHand = routed.telegram.messages(ann.chat).slice(-2);
    ann.says("/team find qwen");
    await routed.offered(ann.chat, "☐ Qwen: Qwen3.7 Max");
    ann.presses("☐ Qwen: Qwen3.7 Max");
    await routed.offered(ann.chat, "☑ Qwen: Qwen3.7 Max");
    sections.push(
      `## The team\n\n\`/team\` shows the models at hand with ticks, and \`/team find\` searches all that the router lists. Each tap changes the message that it is under; here one has been made.\n\n${show([...atHand, ...routed.telegram.messages(ann.chat).slice(-2)])}`,
    );
  } finally {
    await routed.close();
  }
}

function priced(id: string, name: string, length: number, prompt: string, completion: string) {
  return { id, name, context_length: length, pricing: { prompt, completion } };
}

function show(messages: readonly Message[]): string {
  const lines = messages
    .filter(({ text, caption, document }) => text ?? caption ?? document)
    .map((message) => {
      const { text, caption, document, reply_markup, from, reply_to_message } = message;
      const attached = document ? [`📄 ${document.file_name}`] : [];
      const reply = reply_to_message?.text
        ? [`(reply to: ${reply_to_message.text.split("\n")[0]})`]
        : [];
      const rows = (reply_markup?.inline_keyboard ?? []).map((row) =>
        row.map((button) => `[ ${button.text}${"url" in button ? " ↗" : ""} ]`).join(" "),
      );
      const words = [...reply, ...attached, ...(text ?? caption ?? "").split("\n"), ...rows];
      return [
        `${from?.first_name}:`,
        ...words.map((line) => (line === "" ? "" : `  ${line}`)),
      ].join("\n");
    });
  return `\`\`\`text\n${lines.join("\n\n")}\n\`\`\`\n`;
}
