import type { Agreement, Consensus, Disagreement, Verdict } from "./consensus.ts";
import type { Discussion } from "./discussion.ts";
import { displayName } from "./display-name.ts";
import { labelsToNames } from "./seat-names.ts";

/** A report as people read it, with names for seats, and every doubt about a line beside the line. */
export function reportMarkdown(discussion: Discussion, consensus: Consensus): string {
  const { agreements, disagreements, report } = consensus;
  const independent = numbered(agreements).filter(({ one }) => one.when === "independent");
  const later = numbered(agreements).filter(({ one }) => one.when !== "independent");
  const instead =
    report.secretaryInstead === undefined
      ? ""
      : `, because ${displayName(report.secretaryInstead)} could not`;
  const sections = [
    "# Consensus",
    ...section("Agreed, independently in the opening", independent.map(agreementLine(consensus))),
    ...section("Agreed, after they had read each other", later.map(agreementLine(consensus))),
    ...(agreements.length === 0 ? ["No agreement was found."] : []),
    ...section("Not agreed", numbered(disagreements).map(disagreementLines(consensus))),
    ...matrix(discussion, disagreements),
    ...section(
      "Changed minds",
      report.changes.map(
        ({ who, from, to, because }) =>
          `- **${displayName(who)}** went from “${from}” to “${to}”${because === undefined ? "" : `, because ${because}`}`,
      ),
    ),
    ...section(
      "Minority views",
      report.minority.map(
        ({ by, position, why }) =>
          `- **${by.map(displayName).join(", ")}**: ${position}${why === undefined ? "" : ` (${why})`}`,
      ),
    ),
    ...(report.recommendation === undefined ? [] : ["## Recommendation", report.recommendation]),
    ...section(
      "Open questions",
      report.openQuestions.map((question) => `- ${question}`),
    ),
    `_Written by ${displayName(consensus.generatedBy)}${instead}._`,
  ];
  return labelsToNames(sections.join("\n\n"), discussion.seats);
}

type Numbered<Line> = { readonly one: Line; readonly number: number };

function numbered<Line>(lines: readonly Line[]): readonly Numbered<Line>[] {
  return lines.map((one, index) => ({ one, number: index + 1 }));
}

function section(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : [`## ${title}`, lines.join("\n")];
}

function agreementLine({ ratification }: Consensus) {
  return ({ one, number }: Numbered<Agreement>): string => {
    const by = one.by.map((model) => {
      const doubt = doubtOf(ratification?.[`agreement ${number}`]?.[model]);
      return `${displayName(model)}${doubt}`;
    });
    const names = [...by, ...one.unattributed.map((name) => `${name} (not at this table)`)];
    const who = names.length === 0 ? "unattributed" : names.join(", ");
    return [`- ${one.claim} (${who})`, ...one.quotes.map(quoteLine)].join("\n");
  };
}

function disagreementLines({ ratification }: Consensus) {
  return ({ one, number }: Numbered<Disagreement>): string => {
    const carried = one.isCarried ? " (from the report before; nobody has spoken to it since)" : "";
    return [
      `- **${one.topic}**${carried}`,
      ...Object.entries(one.positions).map(([model, position]) => {
        const verdict = ratification?.[`disagreement ${number}`]?.[model];
        return `  - ${displayName(model)}: ${position}${doubtOf(verdict)}`;
      }),
      ...Object.entries(one.unattributed).map(
        ([name, position]) => `  - ${name} (not at this table): ${position}`,
      ),
      ...(one.crux === undefined ? [] : [`  - The crux: ${one.crux}`]),
      ...(one.whatWouldSettle === undefined
        ? []
        : [`  - What would settle it: ${one.whatWouldSettle}`]),
      ...one.quotes.map(quoteLine),
    ].join("\n");
  };
}

function quoteLine({ seq, text, isFound }: Agreement["quotes"][number]): string {
  const words = text.replaceAll(/\s+/g, " ");
  return isFound
    ? `  - “${words}” (message ${seq})`
    : `  - “${words}” (not found in message ${seq})`;
}

function doubtOf(verdict: Verdict | undefined): string {
  if (verdict?.state === "unanswered") return " (did not confirm)";
  if (verdict?.state !== "denied") return "";
  return verdict.fix === undefined ? " (denies it)" : ` (denies it: “${verdict.fix}”)`;
}

/** Topics by participants; a glance where two or more differ. */
function matrix({ seats }: Discussion, disagreements: readonly Disagreement[]): readonly string[] {
  if (disagreements.length < 2) return [];
  const models = seats.map(({ model }) => model);
  const rows = disagreements.map(
    ({ topic, positions }) =>
      `| ${[topic, ...models.map((model) => positions[model] ?? "–")].map(cell).join(" | ")} |`,
  );
  return [
    [
      `| Topic | ${models.map((model) => cell(displayName(model))).join(" | ")} |`,
      `|${" --- |".repeat(models.length + 1)}`,
      ...rows,
    ].join("\n"),
  ];
}

function cell(text: string): string {
  return text.replaceAll(/\s+/g, " ").replaceAll("|", "\\|");
}
