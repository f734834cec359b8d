import type { DiscussionView } from "../view.ts";
import type { Requests } from "./create-requests.ts";
import { useSpeech } from "./speech.ts";

/** What a discussion came to, with what can be done next. */
export function OutcomeBox(props: {
  readonly discussion: DiscussionView;
  readonly requests: Requests;
}) {
  const { discussion, requests } = props;
  const { id, outcomeLine, stopReason, hasFailures } = discussion;
  const { says } = useSpeech();
  if (outcomeLine === null) return null;
  // Never rejects: what goes wrong becomes a card.
  const send = (command: string) => void requests.send(`/resume ${id} ${command}`);
  const isPaused = stopReason === "budget" || stopReason === "stopped";
  return (
    <aside class="outcome" aria-label={says.outcome.title}>
      <p>{outcomeLine}</p>
      {(isPaused || hasFailures) && (
        <div class="outcome-buttons">
          {isPaused && (
            <button type="button" onClick={() => send("/continue")}>
              {says.outcome.continue}
            </button>
          )}
          {hasFailures && (
            <button type="button" onClick={() => send("/retry")}>
              {says.outcome.retry}
            </button>
          )}
        </div>
      )}
    </aside>
  );
}
