import type { Agreement, Consensus, Disagreement, Verdict } from "../core/consensus.ts";
import { showCost } from "../core/cost.ts";
import { displayName } from "../core/display-name.ts";
import type { Message } from "../core/message.ts";
import { labelsToNames } from "../core/seat-names.ts";
import { escapeMarkdown } from "./escape-markdown.ts";
import type { DiscussionHeader } from "./export-source.ts";
import type { Part } from "./part.ts";
import { listNames } from "./turn.ts";

/** What the report says, with every doubt about a line beside the line. */
export function* reportParts(
  header: DiscussionHeader,
  consensus: Consensus,
  said: readonly Message[],
): Generator<Part, void> {
  const { agreements, disagreements, report, ratification } = consensus;
  const words = (text: string) => escapeMarkdown(labelsToNames(text, header.seats));

  yield { kind: "heading", rank: 3, text: "Consensus" };
  yield { kind: "label", text: "Agreements:" };
  const numbered = agreements.map((one, index) => ({ one, line: `agreement ${index + 1}` }));
  const independentFirst = [
    ...numbered.filter(({ one }) => one.when === "independent"),
    ...numbered.filter(({ one }) => one.when !== "independent"),
  ];
  yield list(
    independentFirst.map(({ one, line }) => [
      words(one.claim),
      describeSupport(one),
      ...one.unattributed.map((name) => `Said to agree, but not at this table: ${words(name)}`),
      ...doubts(ratification?.[line]),
      ...one.quotes.map(quote),
    ]),
  );
  yield { kind: "label", text: "Disagreements:" };
  yield list(
    disagreements.map((one, index) => [
      `**Topic:** ${words(one.topic)}`,
      ...Object.entries(one.positions).map(
        ([model, position]) => `${nameOf(model)}: ${words(position)}`,
      ),
      ...Object.entries(one.unattributed).map(
        ([who, position]) => `${words(who)} (not at this table): ${words(position)}`,
      ),
      ...optional("The crux", one.crux),
      ...optional("What would settle it", one.whatWouldSettle),
      ...(one.isCarried ? ["From the report before; nobody has spoken to it since."] : []),
      ...doubts(ratification?.[`disagreement ${index + 1}`]),
      ...one.quotes.map(quote),
    ]),
  );
  if (agreements.length + disagreements.length > 0) yield { kind: "matrix", header, consensus };

  yield* section(
    "Changed Minds",
    report.changes.map(({ who, from, to, because, becauseSeq }) => [
      `**${nameOf(who)}** went from “${words(from)}” to “${words(to)}”`,
      ...optional("Because", because),
      ...(becauseSeq === undefined ? [] : [`After ${place(becauseSeq)}`]),
    ]),
  );
  yield* section(
    "Minority Views",
    report.minority.map(({ by, position, why }) => [
      `**${by.map(nameOf).join(", ")}**: ${words(position)}`,
      ...optional("Why", why),
    ]),
  );
  if (report.recommendation !== undefined) {
    yield { kind: "heading", rank: 3, text: "Recommendation" };
    yield { kind: "markdown", text: words(report.recommendation) };
  }
  yield* section(
    "Open Questions",
    report.openQuestions.map((question) => [words(question)]),
  );
  yield { kind: "markdown", text: `*${describeReport(consensus, said)}*` };

  function optional(title: string, text: string | undefined): readonly string[] {
    return text === undefined ? [] : [`${title}: ${words(text)}`];
  }

  function quote({ seq, text, isFound }: Disagreement["quotes"][number]): string {
    return `“${words(text)}” (${isFound ? "" : "not found in what was said by "}${place(seq)})`;
  }

  function place(seq: number): string {
    const message = said.find((one) => one.seq === seq);
    if (!message) return `message ${seq}`;
    const who = message.kind === "model" ? displayName(message.model) : message.person;
    const when = message.roundNumber === 1 ? "the opening" : `round ${message.roundNumber}`;
    return `${escapeMarkdown(who)} in ${when}`;
  }
}

function nameOf(model: string): string {
  return escapeMarkdown(displayName(model));
}

function describeSupport({ by, when }: Agreement): string {
  if (by.length === 0) return "Nobody is named for it.";
  const names = escapeMarkdown(listNames(by));
  if (when === undefined) return names;
  return when === "independent"
    ? `${names}, independently in the opening`
    : `${names}, after they had read each other`;
}

function doubts(verdicts: Readonly<Record<string, Verdict>> | undefined): readonly string[] {
  return Object.entries(verdicts ?? {}).flatMap(([model, { state, fix }]) => {
    const name = nameOf(model);
    if (state === "confirmed") return [];
    if (state === "unanswered") return [`${name} did not confirm it.`];
    return [
      fix === undefined ? `${name} denies it.` : `${name} denies it: “${escapeMarkdown(fix)}”`,
    ];
  });
}

function describeReport(
  { generatedBy, generatedAt, coversSeq, ratification, report }: Consensus,
  said: readonly Message[],
): string {
  const { secretaryInstead, tokens, costNanoUsd } = report;
  const instead =
    secretaryInstead === undefined ? "" : `, because ${displayName(secretaryInstead)} could not`;
  const isOld = said.some(({ seq }) => seq > coversSeq);
  return escapeMarkdown(
    [
      `Report by ${displayName(generatedBy)}${instead}, ${generatedAt.slice(0, 10)}: ${tokens.toLocaleString("en")} tokens, ${showCost(costNanoUsd)}.`,
      ...(ratification === null ? ["Nobody was asked to confirm it."] : []),
      ...(isOld ? ["More was said since."] : []),
    ].join(" "),
  );
}

function* section(title: string, items: readonly (readonly string[])[]): Generator<Part, void> {
  if (items.length === 0) return;
  yield { kind: "heading", rank: 3, text: title };
  yield list(items);
}

/** Each item is a line and what belongs to it, one line each. */
function list(items: readonly (readonly string[])[]): Part {
  const lines = items.map(([first = "", ...rest]) =>
    [`- ${first}`, ...rest.map((line) => `  - ${line}`)].join("\n"),
  );
  return { kind: "markdown", text: lines.length === 0 ? "- None." : lines.join("\n") };
}
