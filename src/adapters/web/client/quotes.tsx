import type { Agreement } from "../../../core/consensus.ts";
import type { MessageView, TableView } from "../view.ts";
import { participantOf } from "./participant.tsx";
import { useSpeech } from "./speech.ts";

/** Words that a claim rests on. A click goes to the message; words that do not stand there say so. */
export function Quotes(props: {
  readonly quotes: Agreement["quotes"];
  readonly messages: readonly MessageView[];
  readonly models: TableView["models"];
  readonly onGoTo: (seq: number) => void;
}) {
  const { quotes, messages, models, onGoTo } = props;
  const says = useSpeech().says.report;
  return (
    <>
      {quotes.map(({ seq, text, isFound }) => {
        const message = messages.find((one) => one.seq === seq);
        const participant =
          message?.kind === "model" ? participantOf(models, message.model) : undefined;
        const speaker =
          participant?.displayName ?? (message?.kind === "person" ? message.name : "");
        return (
          <blockquote key={`${seq} ${text}`} data-voice={participant?.voice}>
            <p dir="auto">“{text}”</p>
            <p class="source">
              {speaker} {!isFound && <span class="doubt">{says.notFound}</span>}{" "}
              <button type="button" class="link" onClick={() => onGoTo(seq)}>
                {says.showMessage}
              </button>
            </p>
          </blockquote>
        );
      })}
    </>
  );
}
