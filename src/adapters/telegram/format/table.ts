import type { Tokens } from "marked";
import { writeInline } from "./inline.ts";
import type { InlineOptions } from "./inline.ts";
import { createTextBuilder } from "./text-builder.ts";
import type { TextBuilder } from "./text-builder.ts";

/** What fits on one line of a telephone, in columns of a fixed-width font. */
const maxColumns = 40;

/** A narrow table is aligned as preformatted text; of a wide one, each row is a block of lines. */
export function writeTable(out: TextBuilder, table: Tokens.Table, options: InlineOptions): void {
  const rows = [table.header, ...table.rows].map((row) =>
    row.map((cell) => toPlainText(cell, options)),
  );
  const widths = table.header.map((_, column) =>
    Math.max(1, ...rows.map((row) => displayWidth(row[column] ?? ""))),
  );
  const total = widths.reduce((sum, width) => sum + width, 3 * (widths.length - 1));
  if (total > maxColumns || rows.flat().some((cell) => cell.includes("\n"))) {
    writeRows(out, table, options);
    return;
  }
  const rule = widths.map((width) => "-".repeat(width)).join("-|-");
  const lines = rows.map((row) =>
    row
      .map((cell, column) => pad(cell, widths[column] ?? 1, table.align[column] === "right"))
      .join(" | ")
      .trimEnd(),
  );
  out.breakLine(1);
  out.literal({ type: "pre" }, lines.toSpliced(1, 0, rule).join("\n"));
}

function writeRows(out: TextBuilder, table: Tokens.Table, options: InlineOptions): void {
  for (const row of table.rows.length === 0 ? [table.header] : table.rows) {
    out.breakLine(1);
    out.write("• ");
    out.indent("  ", () => {
      for (const [column, cell] of row.entries()) {
        if (cell.tokens.length === 0) continue;
        const header = table.header[column];
        out.breakLine(column === 0 ? 0 : 1);
        if (header !== undefined && header.tokens.length > 0 && header !== cell) {
          out.style({ type: "bold" }, () => writeInline(out, header.tokens, options));
          out.write(": ");
        }
        writeInline(out, cell.tokens, options);
      }
    });
  }
}

function toPlainText(cell: Tokens.TableCell, options: InlineOptions): string {
  const plain = createTextBuilder();
  writeInline(plain, cell.tokens, options);
  return plain.finish().text;
}

function pad(cell: string, width: number, isRight: boolean): string {
  const blank = " ".repeat(Math.max(0, width - displayWidth(cell)));
  return isRight ? blank + cell : cell + blank;
}

/** East Asian characters and emoji take two columns; joined sequences count as one character. */
function displayWidth(text: string): number {
  let width = 0;
  for (const { segment } of graphemes.segment(text)) width += wide.test(segment) ? 2 : 1;
  return width;
}

const graphemes = new Intl.Segmenter(undefined, { granularity: "grapheme" });
const wide =
  /^(?:\p{Emoji_Presentation}|\p{RGI_Emoji}|[\p{sc=Han}\p{sc=Hangul}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Bopomofo}\u3000-\u303E\uFF01-\uFF60\uFFE0-\uFFE6])/v;
