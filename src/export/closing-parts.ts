import { usedBy } from "../core/cost.ts";
import type { Seat } from "../core/discussion.ts";
import { displayName } from "../core/display-name.ts";
import type { Message } from "../core/message.ts";
import { isHeard } from "../core/outcome.ts";
import { outcomeLine } from "../core/outcome-line.ts";
import type { ProjectSettings } from "../core/project.ts";
import type { Texts } from "../core/texts/english.ts";
import { escapeMarkdown } from "./escape-markdown.ts";
import type { DiscussionHeader } from "./export-source.ts";
import type { Part } from "./part.ts";
import { courseOfAgreement } from "./tally.ts";

/** What it came to and what it took, counted from what was said. */
export function* closingParts(
  header: DiscussionHeader,
  said: readonly Message[],
  texts: Texts,
): Generator<Part, void> {
  const { document: says, format } = texts;
  const points = courseOfAgreement(header, said);
  if (points.length > 0) {
    yield { kind: "heading", rank: 3, text: says.course };
    yield { kind: "course", points, threshold: header.project.settings.consensus_threshold };
  }
  yield { kind: "heading", rank: 3, text: says.participants };
  yield {
    kind: "markdown",
    text: table(
      [
        says.participant,
        says.seat,
        says.answeredBy,
        says.answers,
        says.passed,
        says.failed,
        says.tokens,
        says.cost,
      ],
      header.seats.map((seat) => participant(seat, said, texts)),
    ),
  };
  yield { kind: "heading", rank: 3, text: says.outcome };
  const { tokens, costNanoUsd } = usedBy(said);
  const cost = format.cost(costNanoUsd);
  const { budgetNanoUsd: budget } = header;
  yield {
    kind: "markdown",
    text: [
      escapeMarkdown(outcomeLine({ ...header, messages: said }, texts)),
      `**${says.tokens}:** ${format.number(tokens)}`,
      `**${says.cost}:** ${budget === undefined ? cost : says.costOf(cost, format.cost(budget))}`,
      `**${says.begun}:** ${header.createdAt}`,
    ].join("\n\n"),
  };
}

export function* settingsParts(
  settings: ProjectSettings,
  { document: says }: Texts,
): Generator<Part, void> {
  yield { kind: "heading", rank: 2, text: says.settings };
  yield {
    kind: "markdown",
    text: table(
      [says.setting, says.value],
      Object.entries(settings).map(([name, value]) => [
        name,
        value === null || value === "" ? "–" : String(value),
      ]),
    ),
  };
}

function participant(
  { model, label }: Seat,
  said: readonly Message[],
  { format }: Texts,
): readonly string[] {
  const own = said
    .filter((message) => message.kind === "model")
    .filter((message) => message.model === model);
  const passed = own.filter(({ outcome }) => outcome === "passed").length;
  const heard = own.filter(({ outcome }) => isHeard(outcome)).length;
  const { tokens, costNanoUsd } = usedBy(own);
  const answeredBy = new Set(own.flatMap((message) => message.answeredBy ?? []));
  return [
    displayName(model),
    label,
    [...answeredBy].join(", ") || "–",
    String(heard - passed),
    String(passed),
    String(own.length - heard),
    format.number(tokens),
    format.cost(costNanoUsd),
  ];
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [tableRow(head), `|${" --- |".repeat(head.length)}`, ...rows.map(tableRow)].join("\n");
}

function tableRow(cells: readonly string[]): string {
  return `| ${cells.map(escapeMarkdown).join(" | ")} |`;
}
