import type { DiscussionView } from "../view.ts";
import { useSpeech } from "./speech.ts";

const width = 384;
const height = 160;
const margin = { left: 52, right: 24, top: 24, bottom: 28 };

/** How many ordered pairs agreed, round by round, by the participants' own positions. */
export function CoursePlot({ course, threshold }: Pick<DiscussionView, "course" | "threshold">) {
  const { says } = useSpeech();
  const x = (index: number) =>
    margin.left + (index * (width - margin.left - margin.right)) / Math.max(1, course.length - 1);
  const y = (share: number) =>
    height - margin.bottom - share * (height - margin.top - margin.bottom);
  const points = course.map(({ agreeing, pairs, roundNumber }, index) => ({
    x: x(index),
    y: y(agreeing / pairs),
    roundNumber,
    label: says.course.pairs(agreeing, pairs),
  }));
  const words = points
    .map(({ roundNumber, label }) => says.course.spokenRound(roundNumber, label))
    .join("; ");
  return (
    <figure class="course">
      <svg viewBox={`0 0 ${width} ${height}`} role="img" aria-label={says.course.spoken(words)}>
        <line class="axis" x1={margin.left} x2={width - margin.right} y1={y(0)} y2={y(0)} />
        <line
          class="threshold"
          x1={margin.left}
          x2={width - margin.right}
          y1={y(threshold)}
          y2={y(threshold)}
        />
        <text x={0} y={y(1) + 4}>
          {says.course.all}
        </text>
        <text x={0} y={y(0) + 4}>
          {says.course.none}
        </text>
        <text x={0} y={height - 8}>
          {says.course.round}
        </text>
        <polyline points={points.map((point) => `${point.x},${point.y}`).join(" ")} />
        {points.map((point) => (
          <g key={point.roundNumber}>
            <circle cx={point.x} cy={point.y} r={4} />
            <text class="value" x={point.x} y={point.y - 10} text-anchor="middle">
              {point.label}
            </text>
            <text x={point.x} y={height - 8} text-anchor="middle">
              {point.roundNumber}
            </text>
          </g>
        ))}
      </svg>
      <figcaption>{says.course.caption}</figcaption>
    </figure>
  );
}
