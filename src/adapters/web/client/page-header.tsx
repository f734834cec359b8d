import type { TableView } from "../view.ts";
import { useSpeech } from "./speech.ts";

export function PageHeader(props: {
  readonly table: TableView | undefined;
  readonly onProjects: () => void;
  readonly onDiscussions: () => void;
  readonly onShortcuts: () => void;
}) {
  const { table, onProjects, onDiscussions, onShortcuts } = props;
  const { header } = useSpeech().says;
  return (
    <header class="page-header">
      <span class="wordmark">
        <svg viewBox="0 0 32 32" aria-hidden="true">
          <path
            fill-rule="evenodd"
            d="M11 2h10l2 7-1 3 1 9-2 8-3 1h-5l-3-1-1-7-2-2 1-3 1-4-1-4zM13 9.500l7 .5-.3 2-6.200-.3zM17 13l1.500 6-3.500 1 1-7zM13 23.500h6v1.500h-6z"
          />
        </svg>
        <span class="wordmark-name">moai</span>
      </span>
      {table && (
        <>
          <button
            type="button"
            class="picker"
            aria-haspopup="dialog"
            aria-keyshortcuts="Alt+Shift+P"
            onClick={onProjects}
          >
            <span class="visually-hidden">{header.project} </span>
            <span class="picked">{table.project?.name ?? header.chooseProject}</span>
            <svg viewBox="0 0 12 12" aria-hidden="true">
              <path d="M2 4l4 4 4-4" />
            </svg>
          </button>
          <button
            type="button"
            aria-haspopup="dialog"
            aria-keyshortcuts="Alt+Shift+D"
            onClick={onDiscussions}
          >
            {header.discussions}
          </button>
          {table.place !== "web" && <p class="badge">{header.anotherTable(table.place)}</p>}
          <p class="models-line">
            {table.isDemo ? (
              <span class="badge">{header.demo}</span>
            ) : (
              <span>{table.modelsLine}</span>
            )}
          </p>
          <button
            type="button"
            class="shortcuts-button"
            aria-haspopup="dialog"
            aria-keyshortcuts="Alt+Shift+K"
            onClick={onShortcuts}
          >
            <svg viewBox="0 0 20 14" aria-hidden="true">
              <path d="M1 1h18v12H1zM4 4.500h1M7.500 4.500h1M11 4.500h1M14.500 4.500h1M4 9.500h1M7.500 9.500h5M15 9.500h1" />
            </svg>
            <span class="on-wide">{header.shortcuts}</span>
          </button>
        </>
      )}
    </header>
  );
}
