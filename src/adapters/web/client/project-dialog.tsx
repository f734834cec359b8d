import { useEffect, useRef } from "preact/hooks";
import type { TableView } from "../view.ts";
import type { Requests } from "./create-requests.ts";
import { NameForm } from "./name-form.tsx";
import { Mark, participantOf } from "./participant.tsx";
import { ReplyCards } from "./reply-cards.tsx";
import { TeamForm } from "./team-form.tsx";

/** Make, pick, change and delete projects. */
export function ProjectDialog(props: {
  readonly table: TableView;
  readonly requests: Requests;
  readonly onClose: () => void;
}) {
  const { table, requests, onClose } = props;
  const { project, projects } = table;
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  // Never rejects: what goes wrong becomes a card.
  const send = (command: string) => void requests.send(command);

  return (
    <dialog ref={dialog} class="projects" aria-labelledby="projects-title" onClose={onClose}>
      <header>
        <h2 id="projects-title">Projects</h2>
        <button type="button" class="dismiss" onClick={() => dialog.current?.close()}>
          <span class="visually-hidden">Close</span>
          <svg viewBox="0 0 12 12" aria-hidden="true">
            <path d="M2 2l8 8M10 2l-8 8" />
          </svg>
        </button>
      </header>
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
                  <Mark key={model} participant={participantOf(table, model)} />
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
        onName={(name) => send(`/project new "${name}"`)}
      />
      {project && (
        <section key={project.id} aria-labelledby="project-title">
          <h3 id="project-title">{project.name}</h3>
          <TeamForm
            key={project.models.join()}
            table={table}
            team={project.models}
            onTeam={(models) => send(`/project models ${models.join(", ")}`)}
          />
          <NameForm
            key={project.name}
            label="Name"
            action="Rename"
            initial={project.name}
            onName={(name) => send(`/project rename "${name}"`)}
          />
          <button type="button" class="quiet" onClick={() => send(`/project delete ${project.id}`)}>
            Delete this project…
          </button>
        </section>
      )}
      <ReplyCards requests={requests} />
    </dialog>
  );
}
