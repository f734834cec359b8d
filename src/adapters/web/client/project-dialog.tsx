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
import { useSpeech } from "./speech.ts";

/** Make, pick, change and delete projects. */
export function ProjectDialog(props: {
  readonly table: TableView;
  readonly requests: Requests;
  readonly deletions: Deletions;
  readonly onClose: () => void;
}) {
  const { table, requests, deletions, onClose } = props;
  const { project, projects } = table;
  const says = useSpeech().says.projects;
  const isLeaving = deletions.pending.value.some((one) => one.project.id === project?.id);
  // Never rejects: what goes wrong becomes a card.
  const send = (command: string) => void requests.send(command);

  return (
    <Dialog title={says.title} onClose={onClose}>
      {projects.length === 0 && <p>{says.lead}</p>}
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
        label={says.newProject}
        action={says.make}
        isClearedAfter
        onName={(name) => requests.ask(`/project new "${name}"`)}
      />
      {project && (
        <section key={project.id} aria-labelledby="project-title">
          <h3 id="project-title">{project.name}</h3>
          <TeamForm table={table} team={project.models} requests={requests} />
          <NameForm
            label={says.name}
            action={says.rename}
            initial={project.name}
            onName={(name) => requests.ask(`/project rename "${name}"`)}
          />
          <SettingsForm settings={table.settings} requests={requests} />
          <p class="project-end">
            <button type="button" onClick={() => send("/export project json")}>
              {says.export}
            </button>
            {!isLeaving && (
              <button type="button" class="quiet" onClick={() => deletions.start(project)}>
                {says.delete}
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
