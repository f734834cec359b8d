import { type ReadonlySignal, signal } from "@preact/signals";
import type { ProjectView } from "../view.ts";
import type { Requests } from "./create-requests.ts";

/** A project that is about to be deleted. */
export type Deletion = { readonly project: ProjectView; readonly atMs: number };

/**
 * Deletes projects ten seconds after they were asked to be, so that it can be undone. The wait is this page's
 * own: a page that is left before then has deleted nothing.
 */
export type Deletions = {
  readonly pending: ReadonlySignal<readonly Deletion[]>;
  start(project: ProjectView): void;
  undo(project: ProjectView): void;
};

const undoMs = 10_000;
const busyMs = 250;

export function createDeletions(requests: Requests): Deletions {
  const pending = signal<readonly Deletion[]>([]);
  const timers = new Map<string, ReturnType<typeof setTimeout>>();

  function forget({ id }: ProjectView): void {
    clearTimeout(timers.get(id));
    timers.delete(id);
    pending.value = pending.value.filter(({ project }) => project.id !== id);
  }

  return {
    pending,
    start(project) {
      if (timers.has(project.id)) return;
      pending.value = [...pending.value, { project, atMs: Date.now() + undoMs }];
      const end = () => {
        // One request at a time: this one waits for the one on its way.
        if (requests.sending.value !== undefined) {
          timers.set(project.id, setTimeout(end, busyMs));
          return;
        }
        forget(project);
        void requests.send(`/project delete ${project.id} confirmed`); // never rejects
      };
      timers.set(project.id, setTimeout(end, undoMs));
    },
    undo: forget,
  };
}
