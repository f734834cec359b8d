import type { Texts } from "../core/texts/english.ts";
import { percent } from "./markdown.ts";
import type { CoursePoint } from "./tally.ts";

const width = 640;
const height = 220;
const edge = { left: 56, right: 24, top: 20, bottom: 36 };
/** With more rounds than this, only some of them are named. */
const mostNames = 12;

/** The share of pairs that agree after each round, as a line in SVG, beside the share that ends a discussion. */
export function coursePicture(
  points: readonly CoursePoint[],
  threshold: number,
  { document: says }: Texts,
): string {
  const every = Math.ceil(points.length / mostNames);
  const step = (width - edge.left - edge.right) / Math.max(1, points.length - 1);
  const x = (index: number) => round(points.length === 1 ? width / 2 : edge.left + index * step);
  const y = (share: number) => round(height - edge.bottom - share * plotHeight);
  const marks = points.map(({ roundNumber, share }, index) => {
    const isNamed = index % every === 0;
    const name = isNamed ? text(x(index), height - 12, "middle", String(roundNumber)) : "";
    if (share === undefined) return name;
    const above = share > 0.9 ? 18 : -10;
    const value = isNamed ? text(x(index), y(share) + above, "middle", percent(share)) : "";
    return `${name}<circle cx="${x(index)}" cy="${y(share)}" r="4" class="mark"/>${value}`;
  });
  const said = points.map(({ roundNumber, share }) => says.courseAt(roundNumber, percent(share)));
  return [
    `<svg role="img" viewBox="0 0 ${width} ${height}" class="course"><title>${says.courseOf(said.join(", "))}</title>`,
    ...[0, 0.5, 1].map(
      (share) =>
        `<line x1="${edge.left}" x2="${width - edge.right}" y1="${y(share)}" y2="${y(share)}" class="grid"/>${text(edge.left - 8, y(share) + 4, "end", percent(share))}`,
    ),
    `<line x1="${edge.left}" x2="${width - edge.right}" y1="${y(threshold)}" y2="${y(threshold)}" class="threshold"/>`,
    text(edge.left + 4, y(threshold) + (threshold > 0.9 ? 14 : -5), "start", says.courseEnd),
    ...unbroken(points).map(
      (line) =>
        `<polyline points="${line.map(([index, share]) => `${x(index)},${y(share)}`).join(" ")}" class="line"/>`,
    ),
    ...marks,
    text(edge.left - 8, height - 12, "end", says.courseRound),
    "</svg>",
  ].join("");
}

const plotHeight = height - edge.top - edge.bottom;

/** Where nobody could agree the line has a gap. */
function unbroken(
  points: readonly CoursePoint[],
): readonly (readonly (readonly [index: number, share: number])[])[] {
  const lines: (readonly [number, number])[][] = [[]];
  for (const [index, { share }] of points.entries()) {
    if (share === undefined) lines.push([]);
    else lines.at(-1)?.push([index, share]);
  }
  return lines.filter((line) => line.length > 1);
}

function text(x: number, y: number, anchor: "start" | "middle" | "end", words: string): string {
  return `<text x="${x}" y="${y}" text-anchor="${anchor}">${words}</text>`;
}

function round(length: number): number {
  return Math.round(length * 10) / 10;
}
