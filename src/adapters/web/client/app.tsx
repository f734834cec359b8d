import { type ReadonlySignal, type Signal, useSignal, useSignalEffect } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { Composer } from "./composer.tsx";
import type { Deletions } from "./create-deletions.ts";
import type { Requests } from "./create-requests.ts";
import { DeletionCards } from "./deletion-cards.tsx";
import { DiscussionSection } from "./discussion-section.tsx";
import { DiscussionsDialog } from "./discussions-dialog.tsx";
import type { LiveTable } from "./follow-table.ts";
import { PageHeader } from "./page-header.tsx";
import { ProjectDialog } from "./project-dialog.tsx";
import { ReplyCards } from "./reply-cards.tsx";
import { ShortcutsDialog } from "./shortcuts-dialog.tsx";
import { TableActions } from "./table-actions.tsx";
import { useFollowedEnd } from "./use-followed-end.ts";
import { usePrices } from "./use-prices.ts";
import { useShortcuts } from "./use-shortcuts.ts";
import { Welcome } from "./welcome.tsx";
import { type Speech, SpeechContext } from "./speech.ts";

const usualRounds = 3;

export function App(props: {
  readonly live: LiveTable;
  readonly speech: ReadonlySignal<Speech>;
  readonly draft: Signal<string>;
  readonly requests: Requests;
  readonly deletions: Deletions;
}) {
  const { live, draft, requests, deletions } = props;
  const speech = props.speech.value;
  const opened = useSignal<"projects" | "discussions" | "shortcuts">();
  const rounds = useSignal(usualRounds);
  const table = live.table.value;
  const discussion = table?.discussion ?? undefined;
  const setting = table?.settings.find(({ name }) => name === "default_rounds")?.value;
  const usual = Number(setting ?? usualRounds);
  /** Answers to what is done in a dialog belong there, the others to the composer. */
  const open = (dialog: typeof opened.value) => {
    requests.dismissAll();
    opened.value = dialog;
  };
  const main = useRef<HTMLElement>(null);
  useFollowedEnd(main, live);
  const close = () => open(undefined);
  const closeShortcuts = () => (opened.value = undefined);
  const openShortcuts = () => (opened.value = "shortcuts");
  const prices = usePrices(table);
  useShortcuts({
    KeyP: () => open("projects"),
    KeyD: () => open("discussions"),
    KeyK: openShortcuts,
  });

  useEffect(() => {
    rounds.value = usual;
  }, [usual]);
  const isBusy =
    discussion !== undefined &&
    (discussion.status === "active" || ["writing", "confirming"].includes(discussion.reportState));
  const wasBusy = useRef(isBusy);
  useEffect(() => {
    if (wasBusy.current && !isBusy) requests.settle();
    wasBusy.current = isBusy;
  }, [isBusy]);
  useSignalEffect(() => {
    const question = live.table.value?.discussion?.question;
    document.title = question ? `${question.slice(0, 80)} · moai` : "moai";
  });

  function edit(question: string): void {
    requests.remember(draft.value);
    draft.value = question;
    document.getElementById("composer-text")?.focus();
  }

  return (
    <SpeechContext.Provider value={speech}>
      <PageHeader
        table={table}
        onProjects={() => open("projects")}
        onDiscussions={() => open("discussions")}
        onShortcuts={openShortcuts}
      />
      <main ref={main}>
        {table && !discussion && <Welcome table={table} requests={requests} />}
        {table && discussion && (
          <DiscussionSection
            key={discussion.id}
            discussion={discussion}
            table={table}
            live={live}
            requests={requests}
            onEdit={edit}
          />
        )}
        {table?.asks.map((ask) => (
          <DiscussionSection
            key={ask.id}
            discussion={ask}
            table={table}
            live={live}
            requests={requests}
          />
        ))}
      </main>
      <footer class="dock">
        <p class="connection" role="status">
          {!live.isConnected.value && speech.says.connection.lost}
        </p>
        {!opened.value && <DeletionCards deletions={deletions} />}
        {!opened.value && <ReplyCards requests={requests} />}
        {discussion && (
          <TableActions
            discussion={discussion}
            models={table?.models ?? []}
            writing={live.writing.value}
            rounds={rounds.value}
            requests={requests}
          />
        )}
        <Composer
          table={table}
          draft={draft}
          rounds={rounds}
          prices={prices.value}
          requests={requests}
        />
      </footer>
      {table && opened.value === "projects" && (
        <ProjectDialog table={table} requests={requests} deletions={deletions} onClose={close} />
      )}
      {table && opened.value === "discussions" && (
        <DiscussionsDialog table={table} requests={requests} onClose={close} />
      )}
      {opened.value === "shortcuts" && <ShortcutsDialog onClose={closeShortcuts} />}
    </SpeechContext.Provider>
  );
}
