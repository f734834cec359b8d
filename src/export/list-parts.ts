import { displayName } from "../core/display-name.ts";
import type { Message } from "../core/message.ts";
import type { Texts } from "../core/texts/english.ts";
import type { DiscussionHeader, ExportSource } from "./export-source.ts";
import { closingParts, settingsParts } from "./closing-parts.ts";
import { readableText, shortLine } from "./escape-markdown.ts";
import type { Part } from "./part.ts";
import { reportParts } from "./report-parts.ts";
import { withoutWords } from "./tally.ts";
import { createToTurn } from "./turn.ts";

/** Longer questions are cut in their heading and stand below it whole. */
const longestTitle = 160;

/** A document in its order: that of the original, then everything that was added to it. */
export async function* listParts(source: ExportSource): AsyncGenerator<Part, void> {
  const { project, date, models, count, texts } = source;
  const { document: says } = texts;
  yield { kind: "heading", rank: 1, text: project.name };
  yield { kind: "label", text: says.date(date) };
  yield { kind: "label", text: says.models(models.map(displayName).join(", ")) };
  yield { kind: "label", text: says.discussions(count) };
  yield { kind: "rule" };
  let number = 0;
  for await (const { header, messages } of source.discussions) {
    number += 1;
    yield* discussionParts(number, header, messages, texts);
  }
  yield { kind: "rule" };
  yield* settingsParts(project.settings, texts);
}

async function* discussionParts(
  number: number,
  header: DiscussionHeader,
  messages: AsyncIterable<Message>,
  texts: Texts,
): AsyncGenerator<Part, void> {
  yield* questionParts(number, header, texts);
  const { document: says } = texts;
  const toTurn = createToTurn(header.seats, texts);
  const said: Message[] = [];
  let opened: "nothing" | "opening" | "discussion" = "nothing";
  let round = 0;
  for await (const message of messages) {
    const { roundNumber } = message;
    if (opened === "nothing" && roundNumber === 1) {
      yield { kind: "heading", rank: 3, text: says.responses };
      opened = "opening";
    } else if (opened !== "discussion" && roundNumber > 1) {
      yield { kind: "heading", rank: 3, text: says.rounds(countRounds(header)) };
      opened = "discussion";
    }
    if (roundNumber !== round && opened === "discussion") {
      yield { kind: "label", text: roundNumber === 1 ? says.opening : says.round(roundNumber) };
    }
    round = roundNumber;
    yield { kind: "turn", turn: toTurn(message) };
    said.push(withoutWords(message));
  }
  if (header.consensus) yield* reportParts(header, header.consensus, said, texts);
  yield* closingParts(header, said, texts);
}

function* questionParts(
  number: number,
  { question }: DiscussionHeader,
  { document: says }: Texts,
): Generator<Part> {
  const title = shortLine(question, longestTitle);
  const isWhole = title === question.trim();
  yield { kind: "heading", rank: 2, text: says.discussion(number, title) };
  if (isWhole) return;
  const words = readableText(question);
  yield {
    kind: "turn",
    turn: { seq: 0, model: undefined, speaker: says.question, words, note: "" },
  };
}

function countRounds({ rounds }: DiscussionHeader): number {
  return rounds.filter(({ roundNumber }) => roundNumber > 1).length;
}
