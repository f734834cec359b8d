import type { Texts } from "../core/texts/english.ts";
import { coursePicture } from "./course-picture.ts";
import { escapeHtml } from "./escape-html.ts";
import { plainLine } from "./escape-markdown.ts";
import type { ExportSource } from "./export-source.ts";
import { htmlStyle } from "./html-style.ts";
import { listParts } from "./list-parts.ts";
import { toMarkdown } from "./markdown.ts";
import { matrixPicture } from "./matrix-picture.ts";
import type { Part } from "./part.ts";
import { renderMarkdown } from "./render-markdown.ts";

const voices = 6;

/** One file that needs no other and runs nothing: its policy forbids both, whatever was said. */
export async function* html(source: ExportSource): AsyncGenerator<string, void> {
  yield `<!doctype html>
<html lang="${source.texts.code}">
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width">
<title>${escapeHtml(plainLine(source.project.name))}</title>
<style>${htmlStyle}</style>
<main>
`;
  const voiceOf = new Map<string, number>();
  for await (const part of listParts(source)) yield `${toHtml(part, voiceOf, source.texts)}\n`;
  yield "</main>\n</html>\n";
}

function toHtml(part: Part, voiceOf: Map<string, number>, texts: Texts): string {
  switch (part.kind) {
    case "heading":
      return `<h${part.rank} dir="auto">${escapeHtml(plainLine(part.text))}</h${part.rank}>`;
    case "label":
      return `<p class="label">${escapeHtml(plainLine(part.text))}</p>`;
    case "turn":
      return turnToHtml(part.turn, voiceOf);
    case "markdown":
      return renderMarkdown(part.text);
    case "matrix":
      return matrixPicture(part.header, part.consensus, texts);
    case "course":
      return (
        coursePicture(part.points, part.threshold, texts) + renderMarkdown(toMarkdown(part, texts))
      );
    case "rule":
      return "<hr>";
  }
}

function turnToHtml(
  { model, speaker, words, note }: Extract<Part, { kind: "turn" }>["turn"],
  voiceOf: Map<string, number>,
): string {
  if (model !== undefined && !voiceOf.has(model)) voiceOf.set(model, voiceOf.size % voices);
  const voice = model === undefined ? "" : ` data-voice="${voiceOf.get(model)}"`;
  return [
    `<article class="turn"${voice}>`,
    `<h4 dir="auto">${escapeHtml(plainLine(speaker))}</h4>`,
    ...(words === "" ? [] : [`<div class="words" dir="auto">${renderMarkdown(words)}</div>`]),
    ...(note === "" ? [] : [`<p class="note" dir="auto">${escapeHtml(plainLine(note))}</p>`]),
    "</article>",
  ].join("\n");
}
