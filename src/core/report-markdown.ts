import {
  type Agreement,
  type Consensus,
  consensusSchema,
  type Disagreement,
  type Verdict,
} from "./consensus.ts";
import type { Discussion } from "./discussion.ts";
import { displayName } from "./display-name.ts";
import { oneLine } from "./one-line.ts";
import { isSeated, labelsToNames } from "./seat-names.ts";
import type { Texts } from "./texts/english.ts";

/** A report as people read it, with names for seats, and every doubt about a line beside the line. */
export function reportMarkdown(
  discussion: Discussion,
  written: Consensus,
  { report: says }: Texts,
): string {
  const consensus = inOneLineEach(written);
  const named = (name: string) =>
    isSeated(discussion.seats, name) ? displayName(name) : says.notAtTable(name);
  const { agreements, disagreements, report } = consensus;
  const independent = numbered(agreements).filter(({ one }) => one.when === "independent");
  const later = numbered(agreements).filter(({ one }) => one.when !== "independent");
  const by = displayName(consensus.generatedBy);
  const instead = report.secretaryInstead;
  const sections = [
    `# ${says.title}`,
    ...section(says.independent, independent.map(agreementLine(consensus, says))),
    ...section(says.afterDebate, later.map(agreementLine(consensus, says))),
    ...(agreements.length === 0 ? [says.noAgreement] : []),
    ...section(says.disagreed, numbered(disagreements).map(disagreementLines(consensus, says))),
    ...matrix(discussion, disagreements, says),
    ...section(
      says.changes,
      report.changes.map(({ who, from, to, because }) => {
        const name = named(who);
        return because === undefined
          ? `- ${says.change(name, from, to)}`
          : `- ${says.changeBecause(name, from, to, because)}`;
      }),
    ),
    ...section(
      says.minority,
      report.minority.map(
        ({ by: names, position, why }) =>
          `- **${names.map(named).join(", ")}**: ${position}${why === undefined ? "" : ` (${why})`}`,
      ),
    ),
    ...(report.recommendation === undefined
      ? []
      : [`## ${says.recommendation}`, report.recommendation]),
    ...section(
      says.openQuestions,
      report.openQuestions.map((question) => `- ${question}`),
    ),
    `_${instead === undefined ? says.writtenBy(by) : says.writtenInstead(by, displayName(instead))}_`,
  ];
  return labelsToNames(sections.join("\n\n"), discussion.seats);
}

/** A secretary is a model, and its lines must not open headings and lists of their own. */
function inOneLineEach(consensus: Consensus): Consensus {
  return consensusSchema.parse(JSON.parse(JSON.stringify(consensus), toOneLine));
}

function toOneLine(_key: string, value: unknown): unknown {
  return typeof value === "string" ? oneLine(value) : value;
}

type Says = Texts["report"];
type Numbered<Line> = { readonly one: Line; readonly number: number };

function numbered<Line>(lines: readonly Line[]): readonly Numbered<Line>[] {
  return lines.map((one, index) => ({ one, number: index + 1 }));
}

function section(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : [`## ${title}`, lines.join("\n")];
}

function agreementLine({ ratification }: Consensus, says: Says) {
  return ({ one, number }: Numbered<Agreement>): string => {
    const by = one.by.map((model) => {
      const doubt = doubtOf(ratification?.[`agreement ${number}`]?.[model], says);
      return `${displayName(model)}${doubt}`;
    });
    const names = [...by, ...one.unattributed.map(says.notAtTable)];
    const who = names.length === 0 ? says.unattributed : names.join(", ");
    return [`- ${one.claim} (${who})`, ...one.quotes.map(quoteLine(says))].join("\n");
  };
}

function disagreementLines({ ratification }: Consensus, says: Says) {
  return ({ one, number }: Numbered<Disagreement>): string => {
    const verdicts = ratification?.[`disagreement ${number}`];
    return [
      `- **${one.topic}**${one.isCarried ? ` (${says.carried})` : ""}`,
      ...Object.entries(one.positions).map(
        ([model, position]) =>
          `  - ${displayName(model)}: ${position}${doubtOf(verdicts?.[model], says)}`,
      ),
      ...Object.entries(one.unattributed).map(
        ([name, position]) => `  - ${says.notAtTable(oneLine(name))}: ${position}`,
      ),
      ...(one.crux === undefined ? [] : [`  - ${says.crux(one.crux)}`]),
      ...(one.whatWouldSettle === undefined
        ? []
        : [`  - ${says.wouldSettle(one.whatWouldSettle)}`]),
      ...one.quotes.map(quoteLine(says)),
    ].join("\n");
  };
}

function quoteLine(says: Says) {
  return ({ seq, text, isFound }: Agreement["quotes"][number]): string => {
    const words = text.replaceAll(/\s+/g, " ");
    return `  - ${isFound ? says.quote(words, seq) : says.quoteNotFound(words, seq)}`;
  };
}

function doubtOf(verdict: Verdict | undefined, says: Says): string {
  if (verdict?.state === "unanswered") return ` (${says.didNotConfirm})`;
  if (verdict?.state !== "denied") return "";
  return ` (${verdict.fix === undefined ? says.denies : says.deniesWith(verdict.fix)})`;
}

/** Topics by participants; a glance where two or more differ. */
function matrix(
  { seats }: Discussion,
  disagreements: readonly Disagreement[],
  says: Says,
): readonly string[] {
  if (disagreements.length < 2) return [];
  const models = seats.map(({ model }) => model);
  const rows = disagreements.map(
    ({ topic, positions }) =>
      `| ${[topic, ...models.map((model) => positions[model] ?? "–")].map(cell).join(" | ")} |`,
  );
  return [
    [
      `| ${says.topic} | ${models.map((model) => cell(displayName(model))).join(" | ")} |`,
      `|${" --- |".repeat(models.length + 1)}`,
      ...rows,
    ].join("\n"),
  ];
}

function cell(text: string): string {
  return text.replaceAll(/\s+/g, " ").replaceAll("|", "\\|");
}
