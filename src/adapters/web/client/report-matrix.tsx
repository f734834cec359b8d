import type { Consensus } from "../../../core/consensus.ts";
import type { DiscussionView, MessageView, TableView } from "../view.ts";
import { Mark, participantOf } from "./participant.tsx";
import { Quotes } from "./quotes.tsx";
import { Ratified } from "./ratified.tsx";
import { useSpeech } from "./speech.ts";

/** Topics by participants: who holds which view. */
export function ReportMatrix(props: {
  readonly report: Consensus;
  readonly discussion: DiscussionView;
  readonly models: TableView["models"];
  readonly messages: readonly MessageView[];
  readonly onGoTo: (seq: number) => void;
}) {
  const { report, discussion, models, messages, onGoTo } = props;
  const says = useSpeech().says.report;
  const seats = discussion.seats.map(({ model }) => participantOf(models, model));
  return (
    <div class="wide" tabIndex={0} role="region" aria-label={says.whoHoldsWhat}>
      <table class="matrix">
        <thead>
          <tr>
            <th scope="col">{says.topic}</th>
            {seats.map((participant) => (
              <th scope="col" key={participant.name} data-voice={participant.voice}>
                <span class="name">
                  <Mark participant={participant} />
                  {participant.displayName}
                </span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {report.disagreements.map((disagreement, index) => (
            <tr key={disagreement.topic}>
              <th scope="row">
                {disagreement.topic}
                {disagreement.isCarried && <p class="note">{says.carried}</p>}
                {disagreement.crux !== undefined && (
                  <p class="note">{says.crux(disagreement.crux)}</p>
                )}
                {disagreement.whatWouldSettle !== undefined && (
                  <p class="note">{says.wouldSettle(disagreement.whatWouldSettle)}</p>
                )}
                {Object.entries(disagreement.unattributed).map(([name, position]) => (
                  <p class="doubt" key={name}>
                    {says.nobodyCalled(name, position)}
                  </p>
                ))}
                <Ratified
                  ratification={report.ratification}
                  line={`disagreement ${index + 1}`}
                  models={models}
                  by={Object.keys(disagreement.positions)}
                />
                <Quotes
                  quotes={disagreement.quotes}
                  messages={messages}
                  models={models}
                  onGoTo={onGoTo}
                />
              </th>
              {seats.map((participant) => (
                <td key={participant.name} dir="auto" data-voice={participant.voice}>
                  <span class="name" aria-hidden="true">
                    <Mark participant={participant} />
                    {participant.displayName}
                  </span>
                  {disagreement.positions[participant.name] ?? (
                    <span class="note">{says.notRecorded}</span>
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
