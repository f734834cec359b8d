import type { Signal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import type { TableView } from "../view.ts";
import type { Requests } from "./create-requests.ts";
import { Mark, participantOf } from "./participant.tsx";

/** One box for a question or a command. Text without a slash goes to the one whose button sends it. */
export function Composer(props: {
  readonly table: TableView | undefined;
  readonly draft: Signal<string>;
  readonly requests: Requests;
}) {
  const { table, draft, requests } = props;
  const box = useRef<HTMLTextAreaElement>(null);
  const text = draft.value.trim();
  const isCommand = text.startsWith("/");
  const isSending = requests.sending.value !== undefined;
  const canSend = table !== undefined && text !== "" && !isSending;
  useEffect(() => box.current?.focus({ preventScroll: true }), []);

  function send(command: string): void {
    if (!canSend) return;
    void requests.send(command, text); // never rejects: what goes wrong becomes a card
    box.current?.focus();
  }

  function onKeyDown(event: KeyboardEvent): void {
    // While an input method composes a word, Enter belongs to it.
    if (event.isComposing) return;
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      send(isCommand ? text : `/open ${text}`);
    }
    if (event.key === "ArrowUp" && draft.value === "") draft.value = requests.lastDraft.value;
  }

  return (
    <form
      class="composer"
      onSubmit={(event) => {
        event.preventDefault();
        send(isCommand ? text : `/open ${text}`);
      }}
    >
      <label class="visually-hidden" for="composer-text">
        Question or command
      </label>
      <textarea
        id="composer-text"
        ref={box}
        rows={1}
        dir="auto"
        placeholder="Ask the table, or type /help"
        value={draft.value}
        onInput={({ currentTarget }) => (draft.value = currentTarget.value)}
        onKeyDown={onKeyDown}
      />
      <div class="composer-buttons">
        {table && !isCommand && (
          <div class="ask-one" role="group" aria-label="Ask one">
            <span aria-hidden="true">Ask one</span>
            {addressees(table).map((name) => {
              const participant = participantOf(table, name);
              return (
                <button
                  key={name}
                  type="button"
                  class="one"
                  data-voice={participant.voice}
                  aria-disabled={!canSend}
                  onClick={() => send(`/ask ${name} ${text}`)}
                >
                  <Mark participant={participant} />
                  {participant.displayName}
                </button>
              );
            })}
          </div>
        )}
        <button type="submit" class="primary" aria-disabled={!canSend}>
          {isSending ? "Sending…" : isCommand ? "Send" : "Ask all"}
        </button>
      </div>
    </form>
  );
}

function addressees({ project, models }: TableView): readonly string[] {
  const configured = models.map(({ name }) => name);
  const team = configured.filter((name) => project?.models.includes(name));
  return team.length > 0 ? team : configured;
}
