import { batch, type ReadonlySignal, type Signal, signal } from "@preact/signals";
import type { ExportOf, Reply } from "../../../core/reply.ts";
import { api } from "./api.ts";
import { downloadExport } from "./download-export.ts";
import { newRequestId, type Sent, sendRequest } from "./send-request.ts";
import type { Speech } from "./speech.ts";

/** What a command answered, until it is dismissed. */
type Card = {
  readonly id: string;
  readonly text: string;
  readonly markdown?: string | undefined;
  readonly buttons: Reply["buttons"];
  readonly file?: ExportOf | undefined;
  /** Said of a discussion that the page shows: the next answer takes its place. */
  readonly isPassing: boolean;
  /** Asked for when something ends, and so not outlived by its end. */
  readonly isOfEnd: boolean;
  /** What stood in the composer, and is cleared once one of the buttons has asked it. */
  readonly draft: string;
};

export type Answer = { readonly text: string; readonly isRefusal: boolean };

export type Requests = {
  /** The command on its way. */
  readonly sending: ReadonlySignal<string | undefined>;
  /** The newest first. */
  readonly cards: ReadonlySignal<readonly Card[]>;
  /** The discussion that was asked for last, for scrolling to it. */
  readonly latest: ReadonlySignal<string | undefined>;
  /** What was sent from the composer last. */
  readonly lastDraft: ReadonlySignal<string>;
  /** Resolves with whether somebody answered; never rejects. */
  send(command: string, draft?: string): Promise<boolean>;
  /** For a form, which shows the answer beside its field; never rejects. */
  ask(command: string): Promise<Answer>;
  /** Resolves with what is wrong with the file, if anything; never rejects. */
  importFile(name: string, content: string): Promise<Answer | undefined>;
  press(card: Card, command: string): Promise<void>;
  dismiss(card: Card): void;
  dismissAll(): void;
  /** What was said of something that has ended since goes. */
  settle(): void;
  /** Keeps a text for ArrowUp before another one takes its place. */
  remember(text: string): void;
};

const maxCards = 3;
/** Megabytes over a slow network. */
const importWithinMs = 300_000;

/** Everything that this page asks for. The composer is cleared only once its text was accepted. */
export function createRequests(
  draft: Signal<string>,
  place: string,
  speech: ReadonlySignal<Speech>,
): Requests {
  const sending = signal<string>();
  const cards = signal<readonly Card[]>([]);
  const latest = signal<string>();
  const lastDraft = signal("");
  /** Keeps its id until somebody has answered, so that sending it again cannot ask twice. */
  let intention = { id: newRequestId(), command: "" };

  async function send(command: string, text = ""): Promise<boolean> {
    if (sending.value !== undefined) return false;
    sending.value = command;
    if (intention.command !== command) intention = { id: newRequestId(), command };
    const { id } = intention;
    const sent = await sendRequest((options) =>
      api.requests.$post({ json: { id, place, text: command } }, options),
    );
    if (sent.kind !== "unreachable") intention = { id: newRequestId(), command: "" };
    batch(() => {
      sending.value = undefined;
      accept(sent, text, command);
    });
    return sent.kind !== "unreachable";
  }

  function accept(sent: Sent, text: string, command: string): void {
    const reply = sent.kind === "reply" ? sent.reply : undefined;
    const isAsked = reply?.discussionId !== undefined;
    if ((isAsked || (reply && !reply.isRefusal && text.startsWith("/"))) && text !== "") {
      lastDraft.value = text;
      if (draft.value.trim() === text) draft.value = "";
    }
    if (reply?.file) downloadExport(reply.file);
    if (reply?.unfinished !== undefined) {
      // The discussion that it names has just become the current one.
      const begun = reply.unfinished.replace(/^\/resume \S+ /, "");
      draft.value = `${begun} ${draft.value}`;
      document.getElementById("composer-text")?.focus();
    }
    const isPassing = reply?.unfinished !== undefined || (isAsked && !reply.file);
    const isNewQuestion = isAsked && isPassing && latest.value !== reply.discussionId;
    const kept = isNewQuestion ? [] : cards.value.filter((card) => !card.isPassing);
    const isOfEnd = /(^|\s)\/stop$/.test(command);
    const said = shown(sent, speech.value);
    const card = { id: newRequestId(), draft: text, isPassing, isOfEnd, ...said };
    if (isAsked && isPassing) latest.value = reply.discussionId;
    cards.value = [isPassing ? withoutItsDiscussion(card) : card, ...kept].slice(0, maxCards);
  }

  function dismiss(card: Card): void {
    cards.value = cards.value.filter(({ id }) => id !== card.id);
  }

  return {
    sending,
    cards,
    latest,
    lastDraft,
    send,
    async ask(command) {
      const id = newRequestId();
      const json = { id, place, text: command };
      return answerOf(
        await sendRequest((options) => api.requests.$post({ json }, options)),
        speech.value,
      );
    },
    async importFile(name, content) {
      const id = newRequestId();
      const json = { id, place, name, content };
      const sent = await sendRequest(
        (options) => api.imports.$post({ json }, options),
        importWithinMs,
      );
      const answer = answerOf(sent, speech.value);
      if (answer.isRefusal) return answer;
      // With its buttons.
      accept(sent, "", "/import");
      return undefined;
    },
    async press(card, command) {
      const isAnswered = await send(command, card.draft);
      if (isAnswered) dismiss(card);
    },
    dismiss,
    dismissAll: () => (cards.value = []),
    settle() {
      cards.value = cards.value.filter(({ isPassing, isOfEnd }) => !isPassing || isOfEnd);
    },
    remember(text) {
      if (text !== "") lastDraft.value = text;
    },
  };
}

/** The report and all that can be done next stand on the page itself. */
function withoutItsDiscussion(card: Card): Card {
  if (card.markdown !== undefined) document.querySelector(".report")?.scrollIntoView();
  return { ...card, markdown: undefined, buttons: [] };
}

function answerOf(sent: Sent, speech: Speech): Answer {
  const isRefusal = sent.kind !== "reply" || sent.reply.isRefusal === true;
  return { text: shown(sent, speech).text, isRefusal };
}

function shown(sent: Sent, { says }: Speech): Pick<Card, "text" | "markdown" | "buttons" | "file"> {
  switch (sent.kind) {
    case "reply":
      return sent.reply;
    case "refused":
      return { text: sent.sentence, buttons: [] };
    case "unreachable":
      return { text: says.connection.unreachable, buttons: [] };
  }
}
