import type { ExportFile } from "../../commands/export-file.ts";
import type { Reply } from "../../core/reply.ts";
import type { Texts } from "../../core/texts/english.ts";
import type { Content } from "./deliver-parts.ts";
import { concatenate, type FormattedText } from "./format/formatted-text.ts";
import { limits } from "./format/limits.ts";
import { formatMarkdown } from "./format/markdown.ts";
import { splitMessage } from "./format/split-message.ts";
import { keyboardOf } from "./keyboard.ts";

/** A reply as a chat shows it, with its buttons under the last part. */
export type ComposeReply = (
  requestId: string,
  reply: Reply,
  options: {
    readonly isPrivate: boolean;
    readonly texts: Texts;
    readonly signal: AbortSignal;
  },
) => Promise<readonly Content[]>;

/** More are easier to read as a document. */
const maxParts = 5;
/** What was asked elsewhere is shown for people to know what is answered; it can be a long document. */
const longestQuote = 1000;

export function createComposeReply(deps: {
  readonly handles: () => readonly string[];
  readonly exportFile: ExportFile | undefined;
  /** Undefined until Telegram was reached. */
  readonly botAddress: () => string | undefined;
}): ComposeReply {
  return async (requestId, reply, { isPrivate, texts, signal }) => {
    // In a group nobody needs to be told how to get there, and its projects open nowhere else.
    const keyboard = keyboardOf(requestId, reply, isPrivate ? deps.botAddress() : undefined);
    if (reply.file && deps.exportFile) {
      const file = await deps.exportFile(reply.file, signal);
      const content = file && (await collect(file.chunks));
      if (!file) return inParts(plain(texts.export.isGone));
      if (!content) return inParts(plain(texts.telegram.fileTooLarge));
      const caption = captionOf(reply.text);
      return [{ kind: "document", fileName: file.name, content, caption, keyboard }];
    }
    const { text, markdown, unfinished } = reply;
    if (unfinished !== undefined) {
      const words = plain(`${text} ${texts.telegram.replyWithIt}`);
      return [{ kind: "text", ...words, asksForReply: true }];
    }
    const handles = deps.handles();
    if (markdown === undefined) return inParts(composeText(reply, handles, texts), keyboard);
    const contents = inParts(formatMarkdown(markdown, { handles }), keyboard);
    if (contents.length <= maxParts) return contents;
    const content = markdown.toWellFormed();
    return [
      { kind: "document", fileName: "report.md", content, caption: captionOf(text), keyboard },
    ];
  };
}

/** A reply that is no report, under what was asked where that was asked elsewhere. */
export function composeText(
  { text, asked }: Reply,
  handles: readonly string[],
  { telegram }: Texts,
): FormattedText {
  if (!asked) return plain(text);
  const words =
    asked.words.length > longestQuote ? `${asked.words.slice(0, longestQuote)}…` : asked.words;
  const quote = words.replaceAll(/^/gm, "> ");
  return concatenate(
    { text: asked.person, entities: [{ type: "bold", offset: 0, length: asked.person.length }] },
    plain(` ${telegram.onThePage}\n`),
    formatMarkdown(quote, { handles }),
    plain(`\n${text}`),
  );
}

function plain(text: string): FormattedText {
  return { text, entities: [] };
}

function inParts(formatted: FormattedText, keyboard?: Content["keyboard"]): readonly Content[] {
  const parts = splitMessage(formatted);
  return parts.map((part, index) => ({
    kind: "text",
    ...part,
    keyboard: index === parts.length - 1 ? keyboard : undefined,
  }));
}

function captionOf(text: string): FormattedText {
  return splitMessage(plain(text), { length: limits.caption })[0] ?? plain("");
}

/** The whole file, so that it can be sent again after a flood; undefined when it is too large. */
async function collect(chunks: AsyncIterable<string>): Promise<Buffer | undefined> {
  const buffers: Buffer[] = [];
  let size = 0;
  for await (const chunk of chunks) {
    const buffer = Buffer.from(chunk);
    size += buffer.length;
    if (size > limits.uploadBytes) return undefined;
    buffers.push(buffer);
  }
  return Buffer.concat(buffers);
}
