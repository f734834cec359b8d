import type { Texts } from "../core/texts/english.ts";
import { blockQuote, escapeMarkdown } from "./escape-markdown.ts";
import type { ExportSource } from "./export-source.ts";
import { listParts } from "./list-parts.ts";
import type { Part } from "./part.ts";

/** Whatever was said stays in its own block quote, and names on their own line. */
export async function* markdown(source: ExportSource): AsyncGenerator<string, void> {
  let isFirst = true;
  for await (const part of listParts(source)) {
    const block = toMarkdown(part, source.texts);
    if (block === "") continue;
    yield isFirst ? block : `\n\n${block}`;
    isFirst = false;
  }
  yield "\n";
}

export function toMarkdown(part: Part, { document: says }: Texts): string {
  switch (part.kind) {
    case "heading":
      return `${"#".repeat(part.rank)} ${escapeMarkdown(part.text)}`;
    case "label":
      return label(part.text);
    case "turn": {
      const { speaker, words, note } = part.turn;
      const name = `**${escapeMarkdown(speaker)}:**`;
      const remark = note === "" ? "" : `*${escapeMarkdown(note)}*`;
      if (words === "") return `${name} ${remark}`.trimEnd();
      return [name, blockQuote(words), ...(remark === "" ? [] : [remark])].join("\n\n");
    }
    case "markdown":
      return part.text;
    case "matrix":
      // The lists above it say the same.
      return "";
    case "course":
      return [
        `| ${says.courseRound} | ${says.coursePairs} |`,
        "| --- | --- |",
        ...part.points.map(({ roundNumber, share }) => `| ${roundNumber} | ${percent(share)} |`),
      ].join("\n");
    case "rule":
      return "---";
  }
}

/** Up to its first colon it is bold. */
function label(text: string): string {
  const [, title = text, rest = ""] = /^([^:]*:)(.*)$/s.exec(text) ?? [];
  return `**${escapeMarkdown(title)}**${rest === "" ? "" : ` ${escapeMarkdown(rest)}`}`;
}

export function percent(share: number | undefined): string {
  return share === undefined ? "–" : `${Math.round(share * 100)} %`;
}
