import type { Consensus } from "../../../core/consensus.ts";
import type { TableView } from "../view.ts";
import { Names, participantOf } from "./participant.tsx";
import { useSpeech } from "./speech.ts";

/** What those named in a line of the report say of it. Who gave no clear answer has not confirmed. */
export function Ratified(props: {
  readonly ratification: Consensus["ratification"];
  /** As in the report: `agreement 1`. */
  readonly line: string;
  readonly models: TableView["models"];
  /** Whose names stand above already: when all of them have confirmed, they are not named again. */
  readonly by?: readonly string[];
}) {
  const { ratification, line, models, by = [] } = props;
  const says = useSpeech().says.report;
  const said = Object.entries(ratification?.[line] ?? {}).map(([name, verdict]) => ({
    name,
    ...verdict,
  }));
  const names = (state: string) =>
    said.filter((one) => one.state === state).map(({ name }) => name);
  const [confirmed, unanswered] = [names("confirmed"), names("unanswered")];
  const denied = said.filter(({ state }) => state === "denied");
  if (said.length === 0) return null;
  return (
    <ul class="ratified">
      {confirmed.length > 0 && (
        <li>
          {by.length > 0 && confirmed.length === said.length ? (
            confirmed.length === 1 ? (
              says.confirmedByOne
            ) : (
              says.confirmedByEach
            )
          ) : (
            <>
              {says.confirmedBy} <Names models={models} names={confirmed} />
            </>
          )}
        </li>
      )}
      {denied.map(({ name, fix }) => (
        <li class="doubt" key={name}>
          {says.deniedBy(participantOf(models, name).displayName)}
          {fix !== undefined && `: ${fix}`}
        </li>
      ))}
      {unanswered.length > 0 && (
        <li>
          {says.notConfirmedBy} <Names models={models} names={unanswered} />
        </li>
      )}
    </ul>
  );
}
