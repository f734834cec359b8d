import { useRef } from "preact/hooks";
import type { DiscussionView, TableView } from "../view.ts";
import type { Requests } from "./create-requests.ts";
import type { Writing } from "./follow-table.ts";
import { Names } from "./participant.tsx";
import { describePrice, Price } from "./price.tsx";
import { useShortcuts } from "./use-shortcuts.ts";
import { useSpeech } from "./speech.ts";

/** What can be done with the discussion that stands on the table. */
export function TableActions(props: {
  readonly discussion: DiscussionView;
  readonly models: TableView["models"];
  readonly writing: ReadonlyMap<string, Writing>;
  /** For which the price is said. */
  readonly rounds: number;
  readonly requests: Requests;
}) {
  const { discussion, models, writing, rounds, requests } = props;
  const { says, format } = useSpeech();
  const { actions } = says;
  const costs = (price: number | null | undefined) => describePrice(price, { says, format });
  const formats = [
    { extension: "md", label: actions.markdown },
    { extension: "html", label: actions.html },
    { extension: "json", label: "JSON" },
  ];
  const speaking = [...writing.values()]
    .filter(({ turn }) => turn.discussionId === discussion.id && !isOpening(turn))
    .map(({ turn }) => turn.model);
  const isRunning = discussion.status === "active";
  const isBusy = requests.sending.value !== undefined;
  // Never rejects: what goes wrong becomes a card.
  const send = (command: string) => void requests.send(command);
  const stop = () => {
    if (isRunning) send("/stop");
  };
  const menu = useRef<HTMLDetailsElement>(null);
  useShortcuts({
    KeyN: () => send("/next"),
    KeyS: stop,
    KeyC: () => send("/consensus"),
    KeyX: () => {
      menu.current?.setAttribute("open", "");
      menu.current?.querySelector("button")?.focus();
    },
  });
  const round = discussion.estimates[0]?.costNanoUsd;
  const report = discussion.reportNanoUsd;
  const ahead = discussion.estimates[rounds - 1];
  return (
    <div class="table-actions" role="group" aria-label={actions.title}>
      <button
        type="button"
        aria-disabled={isBusy}
        aria-description={costs(round)}
        aria-keyshortcuts="Alt+Shift+N"
        onClick={() => send("/next")}
      >
        {actions.next}
        <span class="on-wide"> {says.composer.round}</span>
        <Price nanoUsd={round} />
      </button>
      <button
        type="button"
        aria-disabled={isBusy || !isRunning}
        aria-keyshortcuts="Alt+Shift+S"
        onClick={stop}
      >
        {actions.stop}
      </button>
      <button
        type="button"
        aria-disabled={isBusy}
        aria-description={costs(report)}
        aria-keyshortcuts="Alt+Shift+C"
        onClick={() => send("/consensus")}
      >
        {actions.consensus}
        <Price nanoUsd={report} />
      </button>
      <details class="menu" ref={menu} onToggle={closeOthers}>
        <summary aria-keyshortcuts="Alt+Shift+X">{actions.export}</summary>
        <div>
          {formats.map(({ extension, label }) => (
            <button
              key={extension}
              type="button"
              onClick={() => {
                if (menu.current) closeMenu(menu.current);
                send(`/export ${extension}`);
              }}
            >
              {label}
            </button>
          ))}
        </div>
      </details>
      {speaking.length > 0 && (
        <button type="button" class="speaking" onClick={goToWriting}>
          <span class="visually-hidden">{actions.goToWriting} </span>
          <Names models={models} names={[...new Set(speaking)]} /> …
        </button>
      )}
      {speaking.length === 0 && (
        <p class="price">{ahead && actions.takes(rounds, ahead.calls, ahead.tokens)}</p>
      )}
    </div>
  );
}

/** It is read from the top, all at once. */
function isOpening({ roundNumber, isDirect }: Writing["turn"]): boolean {
  return roundNumber === 1 && !isDirect;
}

function goToWriting(): void {
  const writing = [...document.querySelectorAll(".turn[data-state=writing]")];
  writing.at(-1)?.scrollIntoView({ block: "end" });
}

/** Who had the keyboard in it has it at the name of the menu then. */
function closeMenu(menu: HTMLDetailsElement): void {
  const isInside = menu.contains(document.activeElement);
  menu.open = false;
  if (isInside) menu.querySelector("summary")?.focus();
}

/** An open menu goes with the next click or Escape, as menus do. */
function closeOthers({
  currentTarget: menu,
}: {
  readonly currentTarget: HTMLDetailsElement;
}): void {
  if (!menu.open) return;
  const left = new AbortController();
  const { signal } = left;
  const close = () => {
    closeMenu(menu);
    left.abort();
  };
  document.addEventListener(
    "pointerdown",
    ({ target }) => {
      if (!(target instanceof Node && menu.contains(target))) close();
    },
    { signal },
  );
  document.addEventListener("keydown", ({ key }) => key === "Escape" && close(), { signal });
}
