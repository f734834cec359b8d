import type { Row } from "./row.ts";

const head = `| what | moai | floor | difference | ratio | goal | reached |
|---|---:|---:|---:|---:|---|---|`;

/** As a Markdown table. */
export function renderRows(rows: readonly Row[]): string {
  return [head, ...rows.map(renderRow)].join("\n");
}

function renderRow(row: Row): string {
  const { name, measured, floor, unit, goal } = row;
  const difference = measured - floor;
  const figures = [measured, floor, difference].map((figure) => `${figure.toFixed(1)} ${unit}`);
  const ratio = (measured / floor).toFixed(2);
  const cells = [name, ...figures, ratio, ...(goal ? renderGoal(goal, row) : ["", ""])];
  return `| ${cells.join(" | ")} |`;
}

function renderGoal(
  goal: NonNullable<Row["goal"]>,
  { measured, floor, unit }: Row,
): readonly [string, string] {
  const reached = (goal.of === "measured" ? measured : measured - floor) <= goal.atMost;
  const subject = goal.of === "measured" ? "" : "difference ";
  return [`${subject}≤ ${goal.atMost} ${unit}`, reached ? "yes" : "no"];
}
