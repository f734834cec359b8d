import type { Consensus } from "../core/consensus.ts";
import { displayName } from "../core/display-name.ts";
import type { Texts } from "../core/texts/english.ts";
import { labelsToNames } from "../core/seat-names.ts";
import { escapeHtml } from "./escape-html.ts";
import { plainLine, shortLine } from "./escape-markdown.ts";
import type { DiscussionHeader } from "./export-source.ts";

const topicWidth = 300;
const cellWidth = 88;
const rowHeight = 34;
const letters = "ABCDEFGH";

type Cell = { readonly sign: string; readonly shade: string; readonly meaning: string };

/**
 * Topics by participants in SVG: who shares an agreement, and on each disagreement who holds the same position,
 * by sign and by colour.
 */
export function matrixPicture(
  { seats }: DiscussionHeader,
  { agreements, disagreements, ratification }: Consensus,
  { document: says }: Texts,
): string {
  const absent: Cell = { sign: "–", shade: "none", meaning: says.absent };
  const agreed: Cell = { sign: "✓", shade: "agreed", meaning: says.agreed };
  const denied: Cell = { sign: "✗", shade: "denied", meaning: says.denied };
  const models = seats.map(({ model }) => model);
  const isDenied = (line: string, model: string) =>
    ratification?.[line]?.[model]?.state === "denied";
  const rows = [
    ...agreements.map(({ claim, by }, index) => ({
      topic: claim,
      cells: models.map((model) => {
        if (!by.includes(model)) return absent;
        return isDenied(`agreement ${index + 1}`, model) ? denied : agreed;
      }),
    })),
    ...disagreements.map(({ topic, positions }, index) => ({
      topic,
      cells: models.map((model) =>
        isDenied(`disagreement ${index + 1}`, model)
          ? denied
          : (positionCell(positions, model, says) ?? absent),
      ),
    })),
  ].map(({ topic, cells }) => ({ topic: labelsToNames(topic, seats), cells }));

  const width = topicWidth + models.length * cellWidth;
  const height = (rows.length + 1) * rowHeight;
  const said = rows.map(
    ({ topic, cells }) =>
      `${topic}: ${cells.map(({ meaning }, index) => `${displayName(models[index] ?? "")} ${meaning}`).join(", ")}`,
  );
  return [
    `<svg role="img" viewBox="0 0 ${width} ${height}" class="matrix" style="max-width:${width}px"><title>${escapeHtml(plainLine(said.join(". ")))}</title>`,
    ...models.map((model, index) =>
      text(middle(index), 22, "middle", shortLine(displayName(model), 11)),
    ),
    ...rows.flatMap(({ topic, cells }, row) => {
      const top = (row + 1) * rowHeight;
      return [
        text(0, top + 22, "start", shortLine(topic, 42)),
        ...cells.map(
          ({ sign, shade }, index) =>
            `<rect x="${middle(index) - 40}" y="${top + 2}" width="80" height="30" rx="4" class="${shade}"/><text x="${middle(index)}" y="${top + 22}" text-anchor="middle" class="on-${shade}">${sign}</text>`,
        ),
      ];
    }),
    "</svg>",
    `<p class="legend">${escapeHtml(says.legend)}</p>`,
  ].join("\n");
}

/** The first position of a topic is A, another one B. */
function positionCell(
  positions: Readonly<Record<string, string>>,
  model: string,
  says: Texts["document"],
): Cell | undefined {
  const position = positions[model];
  if (position === undefined) return undefined;
  const rank = [...new Set(Object.values(positions))].indexOf(position) % letters.length;
  const sign = letters[rank] ?? "";
  return { sign, shade: `position-${rank}`, meaning: says.holds(sign) };
}

function middle(index: number): number {
  return topicWidth + (index + 0.5) * cellWidth;
}

function text(x: number, y: number, anchor: "start" | "middle", words: string): string {
  return `<text x="${x}" y="${y}" text-anchor="${anchor}">${escapeHtml(words)}</text>`;
}
