import type { MessageView, TableView } from "../view.ts";
import type { Writing } from "./follow-table.ts";
import { Markdown } from "./markdown.tsx";
import { Mark, participantOf } from "./participant.tsx";
import { Seconds } from "./seconds.tsx";
import { Stance } from "./stance.tsx";
import { useSpeech } from "./speech.ts";

export type ModelMessageView = Extract<MessageView, { readonly kind: "model" }>;

/** One participant's turn, or its answer to a person: thinking, writing, done, or failed in plain words. */
export function Turn(props: {
  readonly models: TableView["models"];
  readonly model: string;
  readonly message: ModelMessageView | undefined;
  readonly writing: Writing | undefined;
  readonly isActive: boolean;
}) {
  const { models, message, writing, isActive } = props;
  const { says } = useSpeech();
  const participant = participantOf(models, props.model);
  const text = writing?.text.value ?? message?.content ?? "";
  const failure = writing ? null : (message?.failure ?? null);
  const isDirect = writing?.turn.isDirect ?? message?.isDirect ?? false;
  return (
    <article
      class="turn"
      id={message && `message-${message.id}`}
      data-voice={participant.voice}
      data-state={writing ? "writing" : "rest"}
      tabIndex={-1}
    >
      <header>
        <Mark participant={participant} />
        <h3>{participant.displayName}</h3>
        {isDirect && <p class="direct">{says.turn.answersDirectly}</p>}
        <p class="state">
          <State {...props} />
        </p>
      </header>
      <div class="words">
        {failure !== null && (
          <p class={message?.outcome === "passed" ? "passed" : "failure"}>{failure}</p>
        )}
        {text !== "" && <Markdown text={text} isGrowing={writing !== undefined} />}
        {text === "" && failure === null && (writing ?? isActive) && (
          <div class="expected" aria-hidden="true">
            <i />
            <i />
            <i />
          </div>
        )}
      </div>
      {!writing && message?.position && <Stance position={message.position} models={models} />}
    </article>
  );
}

function State(props: {
  readonly message: ModelMessageView | undefined;
  readonly writing: Writing | undefined;
  readonly isActive: boolean;
}) {
  const { message, writing, isActive } = props;
  const { says, locale } = useSpeech();
  if (writing) {
    return (
      <>
        {writing.text.value === "" ? says.turn.thinking : says.turn.writing}{" "}
        <Seconds sinceMs={writing.startedAtMs} />
      </>
    );
  }
  if (!message) return <>{isActive ? says.turn.waiting : says.turn.didNotSpeak}</>;
  if (message.outcome === "passed") return <>{says.turn.passed}</>;
  if (message.failure !== null) return <>{says.turn.failed}</>;
  return (
    <>{message.latencyMs === null ? "" : says.turn.seconds(tenths(message.latencyMs, locale))}</>
  );
}

/** In seconds. */
function tenths(ms: number, locale: string): string {
  const digits = { minimumFractionDigits: 1, maximumFractionDigits: 1 };
  return (ms / 1000).toLocaleString(locale, digits);
}
