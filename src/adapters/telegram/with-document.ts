import { UserError } from "../../core/errors.ts";
import type { Texts } from "../../core/texts/english.ts";

type NamedText = { readonly name: string; readonly content: string };

/** What a question takes; a caption adds little to it. */
const maxLength = 99_000;

/** A request with a text file: an export to be read back, or a question that the file belongs to. */
export function withDocument(
  caption: string,
  document: NamedText,
  { telegram }: Texts,
): { readonly text: string; readonly document?: NamedText } {
  const isImport = /^\/import\b/i.test(caption);
  if (isImport) return { text: caption, document };
  if (caption.trim() === "" && isExport(document)) return { text: "/import", document };
  const { name, content } = document;
  if (content.trim() === "") throw new UserError((texts) => texts.telegram.documentEmpty(name));
  if (content.length > maxLength) {
    throw new UserError((texts) => texts.telegram.documentTooLong(name, content.length, maxLength));
  }
  const fence = fenceFor(content);
  const attached = `${telegram.document(name)}\n\n${fence}\n${content.trimEnd()}\n${fence}`;
  return { text: caption.trim() === "" ? attached : `${caption.trim()}\n\n${attached}` };
}

function isExport({ name, content }: NamedText): boolean {
  return /\.json$/i.test(name) && /"format"\s*:\s*"moai"/.test(content);
}

/** Longer than any in the text, so that the text cannot end it. */
function fenceFor(content: string): string {
  const longest = (content.match(/`{3,}/g) ?? []).reduce(
    (max, { length }) => Math.max(max, length),
    2,
  );
  return "`".repeat(longest + 1);
}
