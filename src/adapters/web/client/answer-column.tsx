import type { MessageView } from "../view.ts";
import type { Writing } from "./follow-table.ts";
import { Markdown } from "./markdown.tsx";
import { Mark, type Participant } from "./participant.tsx";
import { Seconds } from "./seconds.tsx";

/** One participant in one round: thinking, writing, done, or failed in plain words. */
export function AnswerColumn(props: {
  readonly participant: Participant;
  readonly message: MessageView | undefined;
  readonly writing: Writing | undefined;
  readonly isActive: boolean;
}) {
  const { participant, message, writing, isActive } = props;
  const text = writing?.text ?? message?.content ?? "";
  const failure = !writing && message?.kind === "model" ? message.failure : null;
  return (
    <article
      class="answer"
      data-voice={participant.voice}
      data-state={writing ? "writing" : "rest"}
    >
      <header>
        <Mark participant={participant} />
        <h2>{participant.displayName}</h2>
        <p class="state">
          <State {...props} />
        </p>
      </header>
      {failure && <p class="failure">{failure}</p>}
      {text !== "" && <Markdown text={text} />}
      {text === "" && !failure && (writing ?? isActive) && (
        <div class="expected" aria-hidden="true">
          <i />
          <i />
          <i />
        </div>
      )}
    </article>
  );
}

function State(props: {
  readonly message: MessageView | undefined;
  readonly writing: Writing | undefined;
  readonly isActive: boolean;
}) {
  const { message, writing, isActive } = props;
  if (writing) {
    return (
      <>
        {writing.text === "" ? "thinking" : "writing"} <Seconds sinceMs={writing.startedAtMs} />
      </>
    );
  }
  if (message?.kind === "model") {
    const seconds = message.latencyMs === null ? "" : `${(message.latencyMs / 1000).toFixed(1)} s`;
    return <>{message.failure === null ? seconds : "failed"}</>;
  }
  return <>{isActive ? "waiting" : "did not speak"}</>;
}
