import { useEffect, useRef } from "preact/hooks";
import type { DiscussionView, MessageView, TableView } from "../view.ts";
import { AnswerColumn } from "./answer-column.tsx";
import type { Requests } from "./create-requests.ts";
import { describeProgress } from "./describe-progress.ts";
import { keyOf, type LiveTable } from "./follow-table.ts";
import { participantOf } from "./participant.tsx";

/** A question and its rounds: one column per participant, in the same order as everywhere. */
export function DiscussionSection(props: {
  readonly discussion: DiscussionView;
  readonly table: TableView;
  readonly live: LiveTable;
  readonly requests: Requests;
  /** The current discussion, not a question asked beside it. */
  readonly isMain?: boolean;
}) {
  const { discussion, table, live, requests, isMain = false } = props;
  const { id, question } = discussion;
  const messages = live.messages.value.get(id) ?? [];
  const writing = [...live.writing.value.values()].filter(({ turn }) => turn.discussionId === id);
  const rounds = Math.max(1, ...[...messages, ...writing.map(({ turn }) => turn)].map(roundOf));
  const progress = describeProgress(discussion, table, messages);

  const section = useRef<HTMLElement>(null);
  const isLatest = requests.latest.value === id;
  useEffect(() => {
    if (!isLatest) return;
    if (isMain) window.scrollTo({ top: 0 });
    else section.current?.scrollIntoView({ block: "start" });
  }, [isLatest, isMain]);

  const Heading = isMain ? "h1" : "h2";
  return (
    <section class={isMain ? "discussion" : "discussion beside"} ref={section}>
      <Heading class={question.length > 240 ? "question long" : "question"} dir="auto">
        {question}
      </Heading>
      <p class="progress">
        <span role="status">{progress.state}</span>
        {progress.details.map((detail) => (
          <span key={detail}>{detail}</span>
        ))}
      </p>
      {Array.from({ length: rounds }, (_, index) => index + 1).map((roundNumber) => (
        <div class="round" key={roundNumber}>
          {roundNumber > 1 && <h2 class="round-title">Round {roundNumber}</h2>}
          <div class="columns">
            {seated(discussion, table).map((model) => (
              <AnswerColumn
                key={model}
                participant={participantOf(table, model)}
                message={messages.find((message) => isTurn(message, model, roundNumber))}
                writing={live.writing.value.get(
                  keyOf({ discussionId: id, roundNumber, model, isDirect: false }),
                )}
                isActive={discussion.status === "active"}
              />
            ))}
          </div>
        </div>
      ))}
    </section>
  );
}

/** Seats are drawn at random; people find everyone where they always sit. */
function seated({ seats }: DiscussionView, table: TableView): readonly string[] {
  const order = new Map(table.models.map(({ name }, index) => [name, index]));
  const place = (model: string) => order.get(model) ?? order.size;
  return seats.map(({ model }) => model).toSorted((one, other) => place(one) - place(other));
}

function isTurn(message: MessageView, model: string, roundNumber: number): boolean {
  return (
    message.kind === "model" &&
    !message.isDirect &&
    message.model === model &&
    message.roundNumber === roundNumber
  );
}

function roundOf({ roundNumber }: { readonly roundNumber: number }): number {
  return roundNumber;
}
