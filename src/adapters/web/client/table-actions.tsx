import type { DiscussionView, TableView } from "../view.ts";
import type { Requests } from "./create-requests.ts";
import type { Writing } from "./follow-table.ts";
import { Names } from "./participant.tsx";

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
  const estimate = discussion.estimates[rounds - 1];
  return (
    <div class="table-actions" role="group" aria-label="The discussion">
      <button type="button" aria-disabled={isBusy} onClick={() => send("/next")}>
        Next<span class="on-wide"> round</span>
      </button>
      <button
        type="button"
        aria-disabled={isBusy || !isRunning}
        onClick={() => isRunning && send("/stop")}
      >
        Stop
      </button>
      <button type="button" aria-disabled={isBusy} onClick={() => send("/consensus")}>
        Consensus
      </button>
      <details class="menu" onToggle={closeOthers}>
        <summary>Export</summary>
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
      {speaking.length === 0 && estimate !== undefined && (
        <p class="price">
          {rounds === 1 ? "1 round" : `${rounds} rounds`}: {estimate}
        </p>
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
