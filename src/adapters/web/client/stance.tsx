import type { PositionView, TableView } from "../view.ts";
import { Names } from "./participant.tsx";
import { useSpeech } from "./speech.ts";

/** Where a participant stands after its turn. What is unknown is not shown. */
export function Stance(props: {
  readonly position: PositionView;
  readonly models: TableView["models"];
}) {
  const { position, models } = props;
  const says = useSpeech().says.stance;
  if (position.kind === "pass") return null;
  const { agrees, disagrees, hasChanged, because } = position;
  if (agrees.length === 0 && disagrees.length === 0 && !hasChanged) return null;
  return (
    <ul class="stance" aria-label={says.title}>
      {agrees.length > 0 && (
        <li class="agrees">
          <svg viewBox="0 0 12 12" aria-hidden="true">
            <path d="M2 6.500l3 3 5-6.500" />
          </svg>
          {says.agrees} <Names models={models} names={agrees} />
        </li>
      )}
      {disagrees.length > 0 && (
        <li class="disagrees">
          <svg viewBox="0 0 12 12" aria-hidden="true">
            <path d="M2.500 2.500l7 7M9.500 2.500l-7 7" />
          </svg>
          {says.disagrees} <Names models={models} names={disagrees} />
        </li>
      )}
      {hasChanged && (
        <li class="changed">
          <svg viewBox="0 0 12 12" aria-hidden="true">
            <path d="M10 5A4 4 0 1 0 9 8.500M10 1.500V5H6.500" />
          </svg>
          <span>{because === "" ? says.changed : says.changedBecause(because)}</span>
        </li>
      )}
    </ul>
  );
}
