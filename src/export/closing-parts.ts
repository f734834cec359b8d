import { showCost, usedBy } from "../core/cost.ts";
import type { Seat } from "../core/discussion.ts";
import { displayName } from "../core/display-name.ts";
import type { Message } from "../core/message.ts";
import { isHeard } from "../core/outcome.ts";
import { outcomeLine } from "../core/outcome-line.ts";
import type { ProjectSettings } from "../core/project.ts";
import { english } from "../core/texts/english.ts";
import { escapeMarkdown } from "./escape-markdown.ts";
import type { DiscussionHeader } from "./export-source.ts";
import type { Part } from "./part.ts";
import { courseOfAgreement } from "./tally.ts";

/** What it came to and what it took, counted from what was said. */
export function* closingParts(
  header: DiscussionHeader,
  said: readonly Message[],
): Generator<Part, void> {
  const points = courseOfAgreement(header, said);
  if (points.length > 0) {
    yield { kind: "heading", rank: 3, text: "Course of Agreement" };
    yield { kind: "course", points, threshold: header.project.settings.consensus_threshold };
  }
  yield { kind: "heading", rank: 3, text: "Participants" };
  yield {
    kind: "markdown",
    text: table(
      ["Participant", "Seat", "Answered by", "Answers", "Passed", "Failed", "Tokens", "Cost"],
      header.seats.map((seat) => participant(seat, said)),
    ),
  };
  yield { kind: "heading", rank: 3, text: "Outcome" };
  const { tokens, costNanoUsd } = usedBy(said);
  const budget = header.budgetNanoUsd === undefined ? "" : ` of ${showCost(header.budgetNanoUsd)}`;
  yield {
    kind: "markdown",
    text: [
      escapeMarkdown(outcomeLine({ ...header, messages: said }, english)),
      `**Tokens:** ${tokens.toLocaleString("en")}`,
      `**Cost:** ${showCost(costNanoUsd)}${budget}`,
      `**Begun:** ${header.createdAt}`,
    ].join("\n\n"),
  };
}

export function* settingsParts(settings: ProjectSettings): Generator<Part, void> {
  yield { kind: "heading", rank: 2, text: "Settings" };
  yield {
    kind: "markdown",
    text: table(
      ["Setting", "Value"],
      Object.entries(settings).map(([name, value]) => [
        name,
        value === null || value === "" ? "–" : String(value),
      ]),
    ),
  };
}

function participant({ model, label }: Seat, said: readonly Message[]): readonly string[] {
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
    tokens.toLocaleString("en"),
    showCost(costNanoUsd),
  ];
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [tableRow(head), `|${" --- |".repeat(head.length)}`, ...rows.map(tableRow)].join("\n");
}

function tableRow(cells: readonly string[]): string {
  return `| ${cells.map(escapeMarkdown).join(" | ")} |`;
}
