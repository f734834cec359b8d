import { useRef } from "preact/hooks";
import type { DiscussionView, TableView } from "../view.ts";
import type { Requests } from "./create-requests.ts";
import type { Writing } from "./follow-table.ts";
import { Names } from "./participant.tsx";
import { describePrice, Price } from "./price.tsx";
import { useShortcuts } from "./use-shortcuts.ts";

const formats = [
  { format: "md", label: "Markdown" },
  { format: "html", label: "Web page" },
  { format: "json", label: "JSON" },
] as const;

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
  return (
    <div class="table-actions" role="group" aria-label="The discussion">
      <button
        type="button"
        aria-disabled={isBusy}
        aria-description={describePrice(round)}
        aria-keyshortcuts="Alt+Shift+N"
        onClick={() => send("/next")}
      >
        Next<span class="on-wide"> round</span>
        <Price nanoUsd={round} />
      </button>
      <button
        type="button"
        aria-disabled={isBusy || !isRunning}
        aria-keyshortcuts="Alt+Shift+S"
        onClick={stop}
      >
        Stop
      </button>
      <button
        type="button"
        aria-disabled={isBusy}
        aria-description={describePrice(report)}
        aria-keyshortcuts="Alt+Shift+C"
        onClick={() => send("/consensus")}
      >
        Consensus
        <Price nanoUsd={report} />
      </button>
      <details class="menu" ref={menu} onToggle={closeOthers}>
        <summary aria-keyshortcuts="Alt+Shift+X">Export</summary>
        <div>
          {formats.map(({ format, label }) => (
            <button
              key={format}
              type="button"
              onClick={(event) => {
                event.currentTarget.closest("details")?.removeAttribute("open");
                send(`/export ${format}`);
              }}
            >
              {label}
            </button>
          ))}
        </div>
      </details>
      {speaking.length > 0 && (
        <button type="button" class="speaking" onClick={goToWriting}>
          <span class="visually-hidden">Go to what is being written by </span>
          <Names models={models} names={[...new Set(speaking)]} /> …
        </button>
      )}
      {speaking.length === 0 && <p class="price">{describeRounds(discussion, rounds)}</p>}
    </div>
  );
}

function describeRounds({ estimates }: DiscussionView, rounds: number): string {
  const estimate = estimates[rounds - 1];
  if (!estimate) return "";
  const { calls, tokens } = estimate;
  const what = rounds === 1 ? "1 round" : `${rounds} rounds`;
  return `${what}: roughly ${calls} calls, ${tokens.toLocaleString("en")} tokens`;
}

/** It is read from the top, all at once. */
function isOpening({ roundNumber, isDirect }: Writing["turn"]): boolean {
  return roundNumber === 1 && !isDirect;
}

function goToWriting(): void {
  const writing = [...document.querySelectorAll(".turn[data-state=writing]")];
  writing.at(-1)?.scrollIntoView({ block: "end" });
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
    menu.open = false;
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
