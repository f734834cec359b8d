import type { TableView } from "../view.ts";
import type { Requests } from "./create-requests.ts";
import { Mark, participantOf } from "./participant.tsx";

const samples = [
  "Should a team of five start with a monolith or with microservices?",
  "Is it wiser to rent or to buy a home?",
  "What would convince you that a machine understands?",
];

/** The empty table explains itself. */
export function Welcome(props: { readonly table: TableView; readonly requests: Requests }) {
  const { table, requests } = props;
  const isBusy = requests.sending.value !== undefined;
  const names = table.project?.models ?? table.models.map(({ name }) => name);
  const seated = names.map((name) => participantOf(table.models, name));
  return (
    <section class="welcome">
      <h1>Ask several minds at&nbsp;once.</h1>
      <p class="lead">
        moai seats AI models at one round table. You ask, and each answers on its own, side by side,
        before it has read the others. Everything said is kept.
      </p>
      <ul class="seats" aria-label="At the table">
        {seated.map((participant) => (
          <li key={participant.name}>
            <Mark participant={participant} />
            {participant.displayName}
          </li>
        ))}
      </ul>
      <h2>Try one</h2>
      <ul class="samples">
        {samples.map((question) => (
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
  return (
    <>
      <h2>These are demo voices</h2>
      <p>
        What they say is scripted, so that you can look around without an account. To seat real
        models, restart moai with one of these:
      </p>
      <dl class="plugs">
        <dt>A key</dt>
        <dd>
          Set <code>AI_API_KEY</code>, of OpenRouter or of what <code>AI_ROUTER</code> names.
        </dd>
        <dt>Ollama</dt>
        <dd>Start it with a model installed; moai finds it by itself.</dd>
        <dt>Telegram</dt>
        <dd>
          Set <code>BOT_TOKEN</code> and <code>ALLOWED_USERS</code> to talk in a chat.
        </dd>
      </dl>
    </>
  );
}

/** One click is enough: without a project the question goes to the Inbox. */
function askSample({ project }: TableView, question: string): string {
  return project ? `/open ${question}` : `/in Inbox /open ${question}`;
}
