import type { Agreement } from "./consensus.ts";
import type { Discussion } from "./discussion.ts";
import type { Message } from "./message.ts";
import { isHeard } from "./outcome.ts";
import { namesToLabels } from "./seat-names.ts";
import { heardModels, participantOf } from "./secretary.ts";

/** Those named who sat at the table and were heard, and the names of whom that does not hold. */
export function attribute(discussion: Discussion, written: readonly string[]) {
  const heard = heardModels(discussion);
  const known = written.map((name) => ({ name, model: participantOf(discussion, name) }));
  const by = known.flatMap(({ model }) =>
    model !== undefined && heard.includes(model) ? [model] : [],
  );
  const unattributed = known
    .filter(({ model }) => model === undefined || !heard.includes(model))
    .map(({ name }) => name);
  return { by: [...new Set(by)], unattributed };
}

/** A quote without its message's number is looked for; one that is nowhere is marked. */
export function checkQuotes(
  { messages, seats }: Discussion,
  written: readonly { readonly message?: number | undefined; readonly text: string }[],
): Agreement["quotes"] {
  // People's words are shown to the secretary with seats for names.
  const says = ({ kind, content }: Message, text: string) =>
    content.includes(text) || (kind === "person" && namesToLabels(content, seats).includes(text));
  return written
    .filter((quote) => quote.text !== "")
    .map((quote) => {
      const cited =
        quote.message === undefined
          ? messages.find((message) => says(message, quote.text))
          : messages.find(({ seq }) => seq === quote.message);
      return {
        seq: cited?.seq ?? quote.message ?? 0,
        text: quote.text,
        isFound: cited !== undefined && says(cited, quote.text),
      };
    });
}

export function spokeInOpening({ messages }: Discussion, model: string): boolean {
  return messages.some(
    (message) =>
      message.kind === "model" &&
      message.model === model &&
      message.roundNumber === 1 &&
      !message.isDirect &&
      isHeard(message.outcome),
  );
}

export function isMessage({ messages }: Discussion, seq: number | undefined): seq is number {
  return messages.some((message) => message.seq === seq);
}
