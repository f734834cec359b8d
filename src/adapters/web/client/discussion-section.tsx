import { useSignal } from "@preact/signals";
import { useEffect, useMemo, useRef } from "preact/hooks";
import type { DiscussionView, MessageView, TableView } from "../view.ts";
import type { Requests } from "./create-requests.ts";
import { describeProgress } from "./describe-progress.ts";
import type { LiveTable } from "./follow-table.ts";
import { OutcomeBox } from "./outcome-box.tsx";
import { Report } from "./report.tsx";
import { RoundSection } from "./round-section.tsx";
import { useSpeech } from "./speech.ts";

/** From here on what is out of sight is not laid out. */
const manyMessages = 100;

/** A question, its rounds, what they came to, and the report of it. */
export function DiscussionSection(props: {
  readonly discussion: DiscussionView;
  readonly table: TableView;
  readonly live: LiveTable;
  readonly requests: Requests;
  /** Only for the current discussion, not for a question asked beside it. */
  readonly onEdit?: (question: string) => void;
}) {
  const { discussion, table, live, requests, onEdit } = props;
  const { id, question, status } = discussion;
  const speech = useSpeech();
  const { says } = speech;
  const isMain = onEdit !== undefined;
  const { messages, hasEarlier } = live.said.value.get(id) ?? { messages: [], hasEarlier: false };
  const writing = [...live.writing.value.values()].filter(({ turn }) => turn.discussionId === id);
  const byRound = useMemo(() => Map.groupBy(messages, roundOf), [messages]);
  const firstRound = hasEarlier ? (messages[0]?.roundNumber ?? 1) : 1;
  const rounds = roundNumbers(discussion, [...messages, ...writing.map(({ turn }) => turn)]);
  const seats = seated(discussion, table.models);
  const progress = describeProgress(discussion, table.models, messages, writing, speech);
  const report = live.reports.value.get(id);

  const section = useRef<HTMLElement>(null);
  const isLatest = requests.latest.value === id;
  useEffect(() => {
    if (isMain) window.scrollTo({ top: 0 });
    else if (isLatest) section.current?.scrollIntoView({ block: "start" });
  }, [isMain, isMain || isLatest]);

  const kind = `${isMain ? "" : "beside"} ${messages.length > manyMessages ? "endless" : ""}`;
  const Heading = isMain ? "h1" : "h2";
  return (
    <section class={`discussion ${kind}`} ref={section}>
      <Heading class={question.length > 240 ? "question long" : "question"} dir="auto">
        {question}
      </Heading>
      <p class="progress">
        <span role="status">{progress.state}</span>
        {progress.details.map((detail) => (
          <span key={detail}>{detail}</span>
        ))}
        {onEdit && (
          <button type="button" class="link" onClick={() => onEdit(question)}>
            {says.progress.edit}
          </button>
        )}
      </p>
      {hasEarlier && <Earlier onLoad={() => live.loadEarlier(id)} />}
      {rounds
        .filter((roundNumber) => roundNumber >= firstRound)
        .map((roundNumber) => (
          <RoundSection
            key={roundNumber}
            roundNumber={roundNumber}
            title={roundNumber === 1 ? says.rounds.opening : says.rounds.round(roundNumber)}
            isTitleShown={discussion.type === "discuss"}
            models={table.models}
            seats={seats}
            messages={byRound.get(roundNumber) ?? none}
            writing={writing.filter(({ turn }) => turn.roundNumber === roundNumber)}
            isActive={status === "active" && roundNumber === rounds.at(-1)}
            isCut={hasEarlier && roundNumber === firstRound}
          />
        ))}
      {isMain && <OutcomeBox discussion={discussion} requests={requests} />}
      {discussion.reportState === "writing" && <p class="report-coming">{says.report.isWritten}</p>}
      {discussion.reportState === "failed" && (
        <p class="report-coming">
          {says.report.failed} {/* never rejects: what goes wrong becomes a card */}
          <button type="button" class="link" onClick={() => void requests.send("/consensus")}>
            {says.report.tryAgain}
          </button>
        </p>
      )}
      {report && (
        <Report
          report={report}
          discussion={discussion}
          models={table.models}
          messages={messages}
          live={live}
        />
      )}
    </section>
  );
}

function Earlier({ onLoad }: { readonly onLoad: () => Promise<boolean> }) {
  const { says } = useSpeech();
  const state = useSignal<"rest" | "loading" | "failed">("rest");
  async function load(): Promise<void> {
    state.value = "loading";
    state.value = (await onLoad()) ? "rest" : "failed";
  }
  return (
    <p class="earlier">
      {/* load never rejects */}
      <button type="button" aria-disabled={state.value === "loading"} onClick={() => void load()}>
        {says.rounds.earlier}
      </button>
      {state.value === "failed" && ` ${says.rounds.earlierFailed}`}
    </p>
  );
}

const none: readonly MessageView[] = [];

function roundNumbers(
  { rounds }: DiscussionView,
  said: readonly { readonly roundNumber: number }[],
): readonly number[] {
  const numbers = new Set([1, ...rounds.map(roundOf), ...said.map(roundOf)]);
  return [...numbers].toSorted((one, other) => one - other);
}

/** Seats are drawn at random; people find everyone where they always sit. */
function seated({ seats }: DiscussionView, models: TableView["models"]): readonly string[] {
  const order = new Map(models.map(({ name }, index) => [name, index]));
  const place = (model: string) => order.get(model) ?? order.size;
  return seats.map(({ model }) => model).toSorted((one, other) => place(one) - place(other));
}

function roundOf({ roundNumber }: { readonly roundNumber: number }): number {
  return roundNumber;
}
