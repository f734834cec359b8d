import type { Discussion } from "./discussion.ts";
import type { Message } from "./message.ts";
import { isHeard } from "./outcome.ts";
import { labelOf, quoteMessage, quoteQuestion } from "./quote.ts";

/** One message of a prompt, in the form that every chat API takes. */
export type PromptMessage = {
  readonly role: "system" | "user" | "assistant";
  readonly content: string;
};

/** What a model is called for: its turn in a round, or a person's direct question. */
export type Call = { readonly roundNumber: number; readonly isDirect: boolean };

/**
 * The prompt for one call. It only ever grows at its end: the text of the previous prompt to a model is the
 * beginning of its next one, so that providers read it from their caches. `heardSeq` is the
 * last message that it contains.
 */
export function promptFor(
  discussion: Discussion,
  model: string,
  call: Call,
): { readonly messages: readonly PromptMessage[]; readonly heardSeq: number } {
  const heardSeq = hearingLimit(discussion, call);
  const own = discussion.messages
    .filter((message) => message.kind === "model")
    .filter((message) => message.model === model)
    .toSorted((a, b) => a.heardSeq - b.heardSeq || a.seq - b.seq);
  const others = discussion.messages.filter((message) => isQuotedFor(model, message));

  const prompt: PromptMessage[] = [{ role: "system", content: systemPromptFor(discussion, model) }];
  let parts = [quoteQuestion(discussion)];
  let quotedSeq = 0;
  const quoteUpTo = (seq: number): void => {
    const heard = others.filter((message) => message.seq > quotedSeq && message.seq <= seq);
    parts.push(...heard.map((message) => quoteMessage(message, discussion.seats)));
    quotedSeq = Math.max(quotedSeq, seq);
  };

  for (const turn of own) {
    quoteUpTo(turn.heardSeq);
    parts.push(callLine(turn));
    if (isHeard(turn.outcome)) {
      prompt.push({ role: "user", content: parts.join("\n\n") });
      prompt.push({ role: "assistant", content: turn.content });
      parts = [];
    }
  }
  quoteUpTo(heardSeq);
  parts.push(callLine(call));
  prompt.push({ role: "user", content: parts.join("\n\n") });
  return { messages: prompt, heardSeq };
}

/**
 * Up to where a call hears the table. All turns of a parallel round hear the same, also when some of them are
 * made up for after a crash: what stood before the round's first answer. The opening is blind.
 */
function hearingLimit(discussion: Discussion, call: Call): number {
  const round = discussion.rounds.find(({ roundNumber }) => roundNumber === call.roundNumber);
  const first =
    call.isDirect || round?.type !== "parallel"
      ? undefined
      : discussion.messages.find(
          (message) => message.kind === "model" && message.roundNumber === call.roundNumber,
        );
  return first ? first.seq - 1 : (discussion.messages.at(-1)?.seq ?? 0);
}

function isQuotedFor(model: string, message: Message): boolean {
  return message.kind === "person" || (message.model !== model && isHeard(message.outcome));
}

function systemPromptFor({ systemPrompt, seats }: Discussion, model: string): string {
  return seats.length > 1 ? `${systemPrompt}\n\nYou are ${labelOf(seats, model)}.` : systemPrompt;
}

function callLine({ roundNumber, isDirect }: Call): string {
  if (isDirect) return "A person asks you directly: answer them.";
  return roundNumber === 1
    ? "Opening: your turn. Nobody has heard anybody else yet."
    : `Round ${roundNumber}: your turn.`;
}
