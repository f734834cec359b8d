import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { Deletion, Deletions } from "./create-deletions.ts";

/** What is about to be deleted, and the way back. */
export function DeletionCards({ deletions }: { readonly deletions: Deletions }) {
  return (
    <div class="cards" role="status">
      {deletions.pending.value.map((deletion) => (
        <div class="card deletion" key={deletion.project.id}>
          <p>
            {deletion.project.name} and its discussions will be deleted <Countdown {...deletion} />.
            Closing the page keeps them.
          </p>
          <button type="button" onClick={() => deletions.undo(deletion.project)}>
            Undo
          </button>
        </div>
      ))}
    </div>
  );
}

/** Not read aloud, second by second. */
function Countdown({ atMs }: Deletion) {
  const nowMs = useSignal(Date.now());
  useEffect(() => {
    const timer = setInterval(() => (nowMs.value = Date.now()), 250);
    return () => clearInterval(timer);
  }, [nowMs]);
  const seconds = Math.max(1, Math.ceil((atMs - nowMs.value) / 1000));
  return <span aria-hidden="true">in {seconds} s</span>;
}
