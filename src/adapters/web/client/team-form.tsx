import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { TableView } from "../view.ts";
import type { Answer, Requests } from "./create-requests.ts";
import { ModelSearch, type OfferedModel } from "./model-search.tsx";
import { Mark, participantOf } from "./participant.tsx";
import { useSpeech } from "./speech.ts";

/** The team in speaking order, to be chosen among those at hand and all that the router lists. */
export function TeamForm(props: {
  readonly table: TableView;
  readonly team: readonly string[];
  readonly requests: Requests;
}) {
  const { table, team, requests } = props;
  const says = useSpeech().says.team;
  /** Short names; ids of those that have none yet. */
  const chosen = useSignal(team);
  /** What those are called that have no short name yet. */
  const titles = useSignal<ReadonlyMap<string, string>>(new Map());
  const answer = useSignal<Answer>();
  const isChanged = chosen.value.join() !== team.join();

  // Somebody else may change the team meanwhile, and saving gives short names to ids.
  useEffect(() => {
    chosen.value = team;
  }, [team.join()]);

  function toggle(model: string): void {
    answer.value = undefined;
    chosen.value = chosen.value.includes(model)
      ? chosen.value.filter((one) => one !== model)
      : [...chosen.value, model];
  }

  function toggleOffered({ id, name, shortName }: OfferedModel): void {
    titles.value = new Map(titles.value).set(id, name);
    toggle(shortName !== null && !chosen.value.includes(id) ? shortName : id);
  }

  async function save(): Promise<void> {
    // Never rejects: what goes wrong is said below.
    answer.value = await requests.ask(`/project models ${chosen.value.join(", ")}`);
  }

  return (
    <form
      class="team-form"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <h4 id="team-title">{says.title}</h4>
      <ul class="chips" aria-labelledby="team-title">
        {chosen.value.map((model) => {
          const participant = participantOf(table.models, model);
          const isKnown = table.models.some(({ name }) => name === model);
          const title = titles.value.get(model) ?? participant.displayName;
          return (
            <li key={model} data-voice={isKnown ? participant.voice : undefined}>
              {isKnown && <Mark participant={participant} />}
              <span dir="auto">{title}</span>
              {!isKnown && !titles.value.has(model) && (
                <span class="note">{says.notAvailable}</span>
              )}
              <button type="button" class="dismiss" onClick={() => toggle(model)}>
                <span class="visually-hidden">{says.takeOut(title)}</span>
                <svg viewBox="0 0 12 12" aria-hidden="true">
                  <path d="M2 2l8 8M10 2l-8 8" />
                </svg>
              </button>
            </li>
          );
        })}
      </ul>
      <fieldset>
        <legend>{says.atHand}</legend>
        {table.models.map(({ name, displayName }) => (
          <label key={name}>
            <input
              type="checkbox"
              checked={chosen.value.includes(name)}
              onChange={() => toggle(name)}
            />
            <Mark participant={participantOf(table.models, name)} />
            {displayName}
          </label>
        ))}
      </fieldset>
      {!table.isDemo && (
        <ModelSearch chosen={chosen.value} known={table.models.length} onToggle={toggleOffered} />
      )}
      <p class="team-end">
        <button type="submit" disabled={chosen.value.length === 0 || !isChanged}>
          {says.save}
        </button>
        <span
          class={answer.value?.isRefusal || chosen.value.length === 0 ? "hint" : "note"}
          role="status"
        >
          {chosen.value.length === 0 ? says.chooseOne : answer.value?.text}
        </span>
      </p>
    </form>
  );
}
