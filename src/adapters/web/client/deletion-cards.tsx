import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { Deletion, Deletions } from "./create-deletions.ts";
import { useSpeech } from "./speech.ts";

/** What is about to be deleted, and the way back. */
export function DeletionCards({ deletions }: { readonly deletions: Deletions }) {
  const { cards } = useSpeech().says;
  return (
    <div class="cards" role="status">
      {deletions.pending.value.map((deletion) => (
        <div class="card deletion" key={deletion.project.id}>
          <p>
            {cards.deleting(deletion.project.name)} <Countdown {...deletion} />.{" "}
            {cards.closingKeeps}
          </p>
          <button type="button" onClick={() => deletions.undo(deletion.project)}>
            {cards.undo}
          </button>
        </div>
      ))}
    </div>
  );
}

/** Not read aloud, second by second. */
function Countdown({ atMs }: Deletion) {
  const { says } = useSpeech();
  const nowMs = useSignal(Date.now());
  useEffect(() => {
    const timer = setInterval(() => (nowMs.value = Date.now()), 250);
    return () => clearInterval(timer);
  }, [nowMs]);
  const seconds = Math.max(1, Math.ceil((atMs - nowMs.value) / 1000));
  return <span aria-hidden="true">{says.cards.inSeconds(seconds)}</span>;
}
