import { type Signal, useSignal, useSignalEffect } from "@preact/signals";
import { Composer } from "./composer.tsx";
import type { Requests } from "./create-requests.ts";
import { DiscussionSection } from "./discussion-section.tsx";
import type { LiveTable } from "./follow-table.ts";
import { PageHeader } from "./page-header.tsx";
import { ProjectDialog } from "./project-dialog.tsx";
import { ReplyCards } from "./reply-cards.tsx";
import { Welcome } from "./welcome.tsx";

export function App(props: {
  readonly live: LiveTable;
  readonly draft: Signal<string>;
  readonly requests: Requests;
}) {
  const { live, draft, requests } = props;
  const isChoosingProject = useSignal(false);
  const table = live.table.value;
  /** Answers to what is done in the dialog belong there, the others to the composer. */
  const chooseProject = (isChoosing: boolean) => {
    requests.dismissAll();
    isChoosingProject.value = isChoosing;
  };

  useSignalEffect(() => {
    const question = live.table.value?.discussion?.question;
    document.title = question ? `${question.slice(0, 80)} · moai` : "moai";
  });

  return (
    <>
      <PageHeader table={table} onProjects={() => chooseProject(true)} />
      <main>
        {table && !table.discussion && <Welcome table={table} requests={requests} />}
        {table?.discussion && (
          <DiscussionSection
            key={table.discussion.id}
            discussion={table.discussion}
            table={table}
            live={live}
            requests={requests}
            isMain
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
          {!live.isConnected.value && "Connection lost. Reconnecting…"}
        </p>
        {!isChoosingProject.value && <ReplyCards requests={requests} />}
        <Composer table={table} draft={draft} requests={requests} />
      </footer>
      {table && isChoosingProject.value && (
        <ProjectDialog table={table} requests={requests} onClose={() => chooseProject(false)} />
      )}
    </>
  );
}
