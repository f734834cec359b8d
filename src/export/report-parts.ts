import type { Agreement, Consensus, Disagreement, Verdict } from "../core/consensus.ts";
import { displayName } from "../core/display-name.ts";
import type { Message } from "../core/message.ts";
import { isSeated, labelsToNames } from "../core/seat-names.ts";
import type { Texts } from "../core/texts/english.ts";
import { escapeMarkdown } from "./escape-markdown.ts";
import type { DiscussionHeader } from "./export-source.ts";
import type { Part } from "./part.ts";
import { listNames } from "./turn.ts";

/** What the report says, with every doubt about a line beside the line. */
export function* reportParts(
  header: DiscussionHeader,
  consensus: Consensus,
  said: readonly Message[],
  texts: Texts,
): Generator<Part, void> {
  const { document: says, report: parts } = texts;
  const { agreements, disagreements, report, ratification } = consensus;
  const words = (text: string) => escapeMarkdown(labelsToNames(text, header.seats));
  const named = (name: string) =>
    isSeated(header.seats, name) ? nameOf(name) : parts.notAtTable(words(name));

  yield { kind: "heading", rank: 3, text: says.consensus };
  yield { kind: "label", text: says.agreements };
  const numbered = agreements.map((one, index) => ({ one, line: `agreement ${index + 1}` }));
  const independentFirst = [
    ...numbered.filter(({ one }) => one.when === "independent"),
    ...numbered.filter(({ one }) => one.when !== "independent"),
  ];
  yield list(
    independentFirst.map(({ one, line }) => [
      words(one.claim),
      describeSupport(one, texts),
      ...one.unattributed.map((name) => says.saidToAgree(words(name))),
      ...doubts(ratification?.[line], says),
      ...one.quotes.map(quote),
    ]),
    says.none,
  );
  yield { kind: "label", text: says.disagreements };
  yield list(
    disagreements.map((one, index) => [
      says.topic(words(one.topic)),
      ...Object.entries(one.positions).map(
        ([model, position]) => `${nameOf(model)}: ${words(position)}`,
      ),
      ...Object.entries(one.unattributed).map(
        ([who, position]) => `${parts.notAtTable(words(who))}: ${words(position)}`,
      ),
      ...optional(says.crux, one.crux),
      ...optional(says.wouldSettle, one.whatWouldSettle),
      ...(one.isCarried ? [says.carried] : []),
      ...doubts(ratification?.[`disagreement ${index + 1}`], says),
      ...one.quotes.map(quote),
    ]),
    says.none,
  );
  if (agreements.length + disagreements.length > 0) yield { kind: "matrix", header, consensus };

  yield* section(
    says.changes,
    report.changes.map(({ who, from, to, because, becauseSeq }) => [
      parts.change(named(who), words(from), words(to)),
      ...optional(says.because, because),
      ...(becauseSeq === undefined ? [] : [says.after(place(becauseSeq))]),
    ]),
  );
  yield* section(
    says.minority,
    report.minority.map(({ by, position, why }) => [
      `**${by.map(named).join(", ")}**: ${words(position)}`,
      ...optional(says.why, why),
    ]),
  );
  if (report.recommendation !== undefined) {
    yield { kind: "heading", rank: 3, text: parts.recommendation };
    yield { kind: "markdown", text: words(report.recommendation) };
  }
  yield* section(
    says.openQuestions,
    report.openQuestions.map((question) => [words(question)]),
  );
  yield { kind: "markdown", text: `*${describeReport(consensus, said, texts)}*` };

  function optional(title: string, text: string | undefined): readonly string[] {
    return text === undefined ? [] : [`${title}: ${words(text)}`];
  }

  function quote({ seq, text, isFound }: Disagreement["quotes"][number]): string {
    return (isFound ? says.quote : says.quoteNotFound)(words(text), place(seq));
  }

  function place(seq: number): string {
    const message = said.find((one) => one.seq === seq);
    if (!message) return says.message(seq);
    const name = message.kind === "model" ? displayName(message.model) : message.person;
    const who = escapeMarkdown(name);
    return message.roundNumber === 1 ? says.inOpening(who) : says.inRound(who, message.roundNumber);
  }
}

function nameOf(model: string): string {
  return escapeMarkdown(displayName(model));
}

function describeSupport({ by, when }: Agreement, texts: Texts): string {
  const { document: says } = texts;
  if (by.length === 0) return says.nobodyNamed;
  const names = escapeMarkdown(listNames(by, texts));
  if (when === undefined) return names;
  return when === "independent" ? says.independently(names) : says.afterDebate(names);
}

function doubts(
  verdicts: Readonly<Record<string, Verdict>> | undefined,
  says: Texts["document"],
): readonly string[] {
  return Object.entries(verdicts ?? {}).flatMap(([model, { state, fix }]) => {
    const name = nameOf(model);
    if (state === "confirmed") return [];
    if (state === "unanswered") return [says.didNotConfirm(name)];
    return [fix === undefined ? says.denies(name) : says.deniesWith(name, escapeMarkdown(fix))];
  });
}

function describeReport(
  { generatedBy, generatedAt, coversSeq, ratification, report }: Consensus,
  said: readonly Message[],
  { document: says, format }: Texts,
): string {
  const { secretaryInstead, tokens, costNanoUsd } = report;
  const by = displayName(generatedBy);
  const day = format.day(generatedAt);
  const cost = format.cost(costNanoUsd);
  const isOld = said.some(({ seq }) => seq > coversSeq);
  return escapeMarkdown(
    [
      secretaryInstead === undefined
        ? says.reportBy(by, day, tokens, cost)
        : says.reportInstead(by, displayName(secretaryInstead), day, tokens, cost),
      ...(ratification === null ? [says.notConfirmed] : []),
      ...(isOld ? [says.moreWasSaid] : []),
    ].join(" "),
  );
}

function* section(title: string, items: readonly (readonly string[])[]): Generator<Part, void> {
  if (items.length === 0) return;
  yield { kind: "heading", rank: 3, text: title };
  yield list(items);
}

/** Each item is a line and what belongs to it, one line each. */
function list(items: readonly (readonly string[])[], none = ""): Part {
  const lines = items.map(([first = "", ...rest]) =>
    [`- ${first}`, ...rest.map((line) => `  - ${line}`)].join("\n"),
  );
  return { kind: "markdown", text: lines.join("\n") || `- ${none}` };
}
