import { type Signal, useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import type { TableView } from "../view.ts";
import { AskButtons, askCommand, discussCommand } from "./ask-buttons.tsx";
import { complete, type Completion, explain } from "./complete.ts";
import { completionId, CompletionList, completionListId } from "./completion-list.tsx";
import type { Requests } from "./create-requests.ts";
import type { Prices } from "./use-prices.ts";
import { useSpeech } from "./speech.ts";

/**
 * One box for a question, a command or a word to some participant. While a discussion runs, what is written
 * is said at the table.
 */
export function Composer(props: {
  readonly table: TableView | undefined;
  readonly draft: Signal<string>;
  readonly rounds: Signal<number>;
  readonly prices: Prices | undefined;
  readonly requests: Requests;
}) {
  const { table, draft, rounds, prices, requests } = props;
  const { says } = useSpeech();
  const box = useRef<HTMLTextAreaElement>(null);
  const chosen = useSignal(0);
  /** The text for which the completions were put away. */
  const closedFor = useSignal<string>();
  const text = draft.value.trim();
  const canSend = table !== undefined && text !== "" && requests.sending.value === undefined;
  const completions =
    table && closedFor.value !== draft.value ? complete(draft.value, table, says) : [];
  const marked = Math.min(chosen.value, completions.length - 1);
  const hint = table && completions.length === 0 ? explain(draft.value, table) : "";
  useEffect(() => box.current?.focus({ preventScroll: true }), []);

  /** The text goes along, to be cleared once it was accepted. */
  function send(command: string): void {
    void requests.send(command, text); // never rejects: what goes wrong becomes a card
    box.current?.focus();
  }

  function choose({ text: completed }: Completion): void {
    draft.value = completed;
    chosen.value = 0;
    box.current?.focus();
  }

  function onKeyDown(event: KeyboardEvent): void {
    // While an input method composes a word, its keys belong to it.
    if (event.isComposing) return;
    const completion = completions[marked];
    const isCompleting = completion !== undefined && !event.ctrlKey && !event.metaKey;
    if (isCompleting && (event.key === "Tab" || event.key === "Enter") && !event.shiftKey) {
      event.preventDefault();
      choose(completion);
    } else if (isCompleting && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
      event.preventDefault();
      const step = event.key === "ArrowDown" ? 1 : -1;
      chosen.value = (marked + step + completions.length) % completions.length;
    } else if (isCompleting && event.key === "Escape") {
      closedFor.value = draft.value;
    } else if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      if (!canSend || !table) return;
      const isDiscussion = (event.ctrlKey || event.metaKey) && !/^[/@]/.test(text);
      send(isDiscussion ? discussCommand(text, rounds.value) : askCommand(text, table));
    } else if (event.key === "ArrowUp" && draft.value === "") {
      draft.value = requests.lastDraft.value;
    }
  }

  return (
    <form
      class="composer"
      onSubmit={(event) => {
        event.preventDefault();
        if (canSend && table) send(askCommand(text, table));
      }}
    >
      <label class="visually-hidden" for="composer-text">
        {says.composer.label}
      </label>
      <textarea
        id="composer-text"
        ref={box}
        rows={1}
        dir="auto"
        placeholder={
          table?.discussion?.status === "active"
            ? says.composer.placeholderWhileRunning
            : says.composer.placeholder
        }
        aria-autocomplete="list"
        aria-controls={completions.length > 0 ? completionListId : undefined}
        aria-activedescendant={completions.length > 0 ? completionId(marked) : undefined}
        value={draft.value}
        onInput={({ currentTarget }) => {
          draft.value = currentTarget.value;
          chosen.value = 0;
        }}
        onKeyDown={onKeyDown}
      />
      {completions.length > 0 && (
        <CompletionList completions={completions} chosen={marked} onChoose={choose} />
      )}
      {hint !== "" && <p class="composer-hint">{hint}</p>}
      {table && (
        <AskButtons
          table={table}
          text={text}
          rounds={rounds}
          prices={prices}
          isSending={requests.sending.value !== undefined}
          onSend={send}
        />
      )}
    </form>
  );
}
