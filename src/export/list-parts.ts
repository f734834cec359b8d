import { displayName } from "../core/display-name.ts";
import type { Message } from "../core/message.ts";
import type { DiscussionHeader, ExportSource } from "./export-source.ts";
import { closingParts, settingsParts } from "./closing-parts.ts";
import { readableText, shortLine } from "./escape-markdown.ts";
import type { Part } from "./part.ts";
import { reportParts } from "./report-parts.ts";
import { withoutWords } from "./tally.ts";
import { toTurn } from "./turn.ts";

/** Longer questions are cut in their heading and stand below it whole. */
const longestTitle = 160;

/** A document in its order: that of the original, then everything that was added to it. */
export async function* listParts(source: ExportSource): AsyncGenerator<Part, void> {
  const { project, date, models, count } = source;
  yield { kind: "heading", rank: 1, text: project.name };
  yield { kind: "label", text: `Date: ${date}` };
  yield { kind: "label", text: `Models: ${models.map(displayName).join(", ")}` };
  yield { kind: "label", text: `Discussions: ${count}` };
  yield { kind: "rule" };
  let number = 0;
  for await (const { header, messages } of source.discussions) {
    number += 1;
    yield* discussionParts(number, header, messages);
  }
  yield { kind: "rule" };
  yield* settingsParts(project.settings);
}

async function* discussionParts(
  number: number,
  header: DiscussionHeader,
  messages: AsyncIterable<Message>,
): AsyncGenerator<Part, void> {
  yield* questionParts(number, header);
  const said: Message[] = [];
  let opened: "nothing" | "opening" | "discussion" = "nothing";
  let round = 0;
  for await (const message of messages) {
    const { roundNumber } = message;
    if (opened === "nothing" && roundNumber === 1) {
      yield { kind: "heading", rank: 3, text: "Initial Responses (Open)" };
      opened = "opening";
    } else if (opened !== "discussion" && roundNumber > 1) {
      yield { kind: "heading", rank: 3, text: `Discussion (${countRounds(header)})` };
      opened = "discussion";
    }
    if (roundNumber !== round && opened === "discussion") {
      yield { kind: "label", text: `${roundNumber === 1 ? "Opening" : `Round ${roundNumber}`}:` };
    }
    round = roundNumber;
    yield { kind: "turn", turn: toTurn(message, header.seats) };
    said.push(withoutWords(message));
  }
  if (header.consensus) yield* reportParts(header, header.consensus, said);
  yield* closingParts(header, said);
}

function* questionParts(number: number, { question }: DiscussionHeader): Generator<Part> {
  const title = shortLine(question, longestTitle);
  const isWhole = title === question.trim();
  yield { kind: "heading", rank: 2, text: `Discussion ${number}: ${title}` };
  if (isWhole) return;
  const words = readableText(question);
  yield { kind: "turn", turn: { seq: 0, model: undefined, speaker: "Question", words, note: "" } };
}

function countRounds({ rounds }: DiscussionHeader): string {
  const count = rounds.filter(({ roundNumber }) => roundNumber > 1).length;
  return count === 1 ? "1 round" : `${count} rounds`;
}
