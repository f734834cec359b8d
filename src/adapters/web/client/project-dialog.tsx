import type { TableView } from "../view.ts";
import type { Deletions } from "./create-deletions.ts";
import type { Requests } from "./create-requests.ts";
import { DeletionCards } from "./deletion-cards.tsx";
import { Dialog } from "./dialog.tsx";
import { NameForm } from "./name-form.tsx";
import { Mark, participantOf } from "./participant.tsx";
import { ReplyCards } from "./reply-cards.tsx";
import { SettingsForm } from "./settings-form.tsx";
import { TeamForm } from "./team-form.tsx";

/** Make, pick, change and delete projects. */
export function ProjectDialog(props: {
  readonly table: TableView;
  readonly requests: Requests;
  readonly deletions: Deletions;
  readonly onClose: () => void;
}) {
  const { table, requests, deletions, onClose } = props;
  const { project, projects } = table;
  const isLeaving = deletions.pending.value.some((one) => one.project.id === project?.id);
  // Never rejects: what goes wrong becomes a card.
  const send = (command: string) => void requests.send(command);

  return (
    <Dialog title="Projects" onClose={onClose}>
      {projects.length === 0 && <p>A project keeps its questions and its team together.</p>}
      <ul class="project-list">
        {projects.map(({ id, name, models }) => (
          <li key={id}>
            <button
              type="button"
              aria-pressed={id === project?.id}
              onClick={() => send(`/project select ${id}`)}
            >
              <span class="name">{name}</span>
              <span class="team">
                {models.map((model) => (
                  <Mark key={model} participant={participantOf(table.models, model)} />
                ))}
              </span>
            </button>
          </li>
        ))}
      </ul>
      <NameForm
        label="New project"
        action="Make"
        isClearedAfter
        onName={(name) => requests.ask(`/project new "${name}"`)}
      />
      {project && (
        <section key={project.id} aria-labelledby="project-title">
          <h3 id="project-title">{project.name}</h3>
          <TeamForm table={table} team={project.models} requests={requests} />
          <NameForm
            label="Name"
            action="Rename"
            initial={project.name}
            onName={(name) => requests.ask(`/project rename "${name}"`)}
          />
          <SettingsForm settings={table.settings} requests={requests} />
          <p class="project-end">
            <button type="button" onClick={() => send("/export project json")}>
              Export this project
            </button>
            {!isLeaving && (
              <button type="button" class="quiet" onClick={() => deletions.start(project)}>
                Delete this project
              </button>
            )}
          </p>
        </section>
      )}
      <DeletionCards deletions={deletions} />
      <ReplyCards requests={requests} />
    </Dialog>
  );
}
