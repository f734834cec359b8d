import type { TableView } from "../view.ts";
import type { Requests } from "./create-requests.ts";
import { Mark, participantOf } from "./participant.tsx";
import { useSpeech } from "./speech.ts";

/** The empty table explains itself. */
export function Welcome(props: { readonly table: TableView; readonly requests: Requests }) {
  const { table, requests } = props;
  const { start } = useSpeech().says;
  const isBusy = requests.sending.value !== undefined;
  const names = table.project?.models ?? table.models.map(({ name }) => name);
  const seated = names.map((name) => participantOf(table.models, name));
  return (
    <section class="welcome">
      <h1>{start.title}</h1>
      <p class="lead">{start.lead}</p>
      <ul class="seats" aria-label={start.seats}>
        {seated.map((participant) => (
          <li key={participant.name}>
            <Mark participant={participant} />
            {participant.displayName}
          </li>
        ))}
      </ul>
      <h2>{start.tryOne}</h2>
      <ul class="samples">
        {Object.values(start.samples).map((question) => (
          <li key={question}>
            <button
              type="button"
              aria-disabled={isBusy}
              // Never rejects: what goes wrong becomes a card.
              onClick={() => void requests.send(askSample(table, question))}
            >
              {question}
            </button>
          </li>
        ))}
      </ul>
      {table.isDemo && <RealVoices />}
    </section>
  );
}

function RealVoices() {
  const { start } = useSpeech().says;
  return (
    <>
      <h2>{start.demoTitle}</h2>
      <p>{start.demoLead}</p>
      <dl class="plugs">
        <dt>{start.key}</dt>
        <dd>{withCode(start.keyHint)}</dd>
        <dt>Ollama</dt>
        <dd>{start.ollamaHint}</dd>
        <dt>Telegram</dt>
        <dd>{withCode(start.telegramHint)}</dd>
      </dl>
    </>
  );
}

/** The names of settings as code. */
function withCode(words: string) {
  return words
    .split(/([A-Z]+(?:_[A-Z]+)+)/)
    .map((part, index) => (index % 2 === 0 ? part : <code key={part}>{part}</code>));
}

/** One click is enough: without a project the question goes to the Inbox. */
function askSample({ project }: TableView, question: string): string {
  return project ? `/open ${question}` : `/in Inbox /open ${question}`;
}
