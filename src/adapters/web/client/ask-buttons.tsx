import type { Signal } from "@preact/signals";
import type { TableView } from "../view.ts";
import { Mark, participantOf } from "./participant.tsx";
import { describePrice, Price } from "./price.tsx";
import type { Prices } from "./use-prices.ts";
import { useSpeech } from "./speech.ts";

const mostRounds = 10;

/** Who is asked by what stands in the composer. */
export function AskButtons(props: {
  readonly table: TableView;
  readonly text: string;
  readonly rounds: Signal<number>;
  readonly prices: Prices | undefined;
  readonly isSending: boolean;
  readonly onSend: (command: string) => void;
}) {
  const { table, text, rounds, prices, isSending, onSend } = props;
  const { says, format } = useSpeech();
  const { composer } = says;
  const costs = (price: number | null | undefined) => describePrice(price, { says, format });
  const isRunning = table.discussion?.status === "active";
  const isPlain = !text.startsWith("/") && !text.startsWith("@");
  const canSend = text !== "" && !isSending;
  // Without a question it goes on with the discussion that stands there.
  const canDiscuss =
    !isSending && isPlain && (text === "" ? table.discussion !== null : !isRunning);
  const index = rounds.value - 1;
  const discussPrice =
    text === "" && table.discussion
      ? table.discussion.estimates[index]?.costNanoUsd
      : prices?.discuss[index];
  const askPrice = isPlain && !isRunning ? prices?.open : undefined;
  const discuss = () => {
    if (canDiscuss) onSend(discussCommand(text, rounds.value));
  };

  return (
    <div class="composer-buttons">
      {isPlain && (
        <div class="ask-one" role="group" aria-label={composer.askOne} data-ready={canSend}>
          <span aria-hidden="true">{composer.askOne}</span>
          {addressees(table).map((name) => {
            const participant = participantOf(table.models, name);
            return (
              <button
                key={name}
                type="button"
                class="one"
                data-voice={participant.voice}
                aria-disabled={!canSend}
                onClick={() => canSend && onSend(`@${name} ${text}`)}
              >
                <Mark participant={participant} />
                {participant.displayName}
              </button>
            );
          })}
        </div>
      )}
      <span class="composer-end">
        {isPlain && (
          <span class="discuss" role="group" aria-label={composer.discuss}>
            <button
              type="button"
              aria-disabled={!canDiscuss}
              aria-description={costs(discussPrice)}
              aria-keyshortcuts="Control+Enter"
              onClick={discuss}
            >
              {composer.discuss}
              <Price nanoUsd={discussPrice} />
            </button>
            <label>
              <input
                type="number"
                min={1}
                max={mostRounds}
                value={rounds.value}
                onInput={({ currentTarget }) => {
                  const number = currentTarget.valueAsNumber;
                  if (!(number >= 1)) return;
                  rounds.value = Math.min(Math.round(number), mostRounds);
                  // Says what is sent, also where the number stays the same.
                  currentTarget.value = String(rounds.value);
                }}
                onBlur={({ currentTarget }) => (currentTarget.value = String(rounds.value))}
                onKeyDown={(event) => {
                  if (event.key !== "Enter") return;
                  event.preventDefault();
                  discuss();
                }}
              />{" "}
              <span>{rounds.value === 1 ? composer.round : composer.rounds}</span>
            </label>
          </span>
        )}
        <button
          type="submit"
          class="primary"
          aria-disabled={!canSend}
          aria-description={costs(askPrice)}
        >
          {isSending
            ? composer.sending
            : isPlain
              ? isRunning
                ? composer.sayIt
                : composer.askAll
              : composer.send}
          <Price nanoUsd={askPrice} />
        </button>
      </span>
    </div>
  );
}

/** What Enter sends: a command and words for somebody as they are, words for the table while it talks. */
export function askCommand(text: string, { discussion }: TableView): string {
  const isSaid = /^[/@]/.test(text) || discussion?.status === "active";
  return isSaid ? text : `/open ${text}`;
}

export function discussCommand(text: string, rounds: number): string {
  return `/discuss ${rounds} ${text}`.trimEnd();
}

function addressees({ project, models, discussion }: TableView): readonly string[] {
  const configured = models.map(({ name }) => name);
  const seated = discussion?.seats.map(({ model }) => model) ?? project?.models ?? [];
  const near = configured.filter((name) => seated.includes(name));
  return near.length > 0 ? near : configured;
}
