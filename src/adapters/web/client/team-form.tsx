import { useSignal } from "@preact/signals";
import type { TableView } from "../view.ts";
import { Mark, participantOf } from "./participant.tsx";

/** Ticks for the team, in the order in which the models are configured. */
export function TeamForm(props: {
  readonly table: TableView;
  readonly team: readonly string[];
  readonly onTeam: (models: readonly string[]) => void;
}) {
  const { table, team, onTeam } = props;
  const ticked = useSignal<ReadonlySet<string>>(new Set(team));
  const chosen = table.models.map(({ name }) => name).filter((name) => ticked.value.has(name));
  const isChanged =
    ticked.value.size !== team.length || team.some((name) => !ticked.value.has(name));

  function tick(name: string, isTicked: boolean): void {
    const next = new Set(ticked.value);
    if (isTicked) next.add(name);
    else next.delete(name);
    ticked.value = next;
  }

  return (
    <form
      class="team-form"
      onSubmit={(event) => {
        event.preventDefault();
        onTeam(chosen);
      }}
    >
      <fieldset>
        <legend>Team</legend>
        {table.models.map(({ name, displayName }) => (
          <label key={name}>
            <input
              type="checkbox"
              checked={ticked.value.has(name)}
              onChange={({ currentTarget }) => tick(name, currentTarget.checked)}
            />
            <Mark participant={participantOf(table.models, name)} />
            {displayName}
          </label>
        ))}
      </fieldset>
      <button type="submit" disabled={chosen.length === 0 || !isChanged}>
        Save team
      </button>
      {chosen.length === 0 && <p class="hint">Choose at least one model.</p>}
    </form>
  );
}
