import type { VNode } from "preact";
import { useMemo } from "preact/hooks";
import type { MessageView, TableView } from "../view.ts";
import { keyOf, type Writing } from "./follow-table.ts";
import { PersonTurn } from "./person-turn.tsx";
import { type ModelMessageView, Turn } from "./turn.tsx";

/** A round as it grows: the opening side by side, later rounds one below the other, people among them. */
export function RoundSection(props: {
  readonly roundNumber: number;
  readonly title: string;
  readonly isTitleShown: boolean;
  readonly models: TableView["models"];
  /** Who answers the opening, in the order of the columns. */
  readonly seats: readonly string[];
  readonly messages: readonly MessageView[];
  readonly writing: readonly Writing[];
  readonly isActive: boolean;
  /** Its beginning was not fetched yet. */
  readonly isCut: boolean;
}) {
  const { roundNumber, title, isTitleShown, models, seats, messages, writing } = props;
  const { isActive, isCut } = props;
  const drawStored = useStoredTurns(models);
  const isOpening = roundNumber === 1;
  const inColumns = isOpening
    ? seats
        .map((model) => ({ model, ...find(model) }))
        .filter(({ message, writing: now }) => message ?? now ?? !isCut)
    : [];
  const stored = messages.filter((message) => !isOpening || !isTurn(message));
  // One that is tried again is shown where it writes, not where it failed.
  const current = stored.filter(
    (message) => !isTurn(message) || !writing.some(({ turn }) => isSame(turn, message)),
  );
  const growing = writing.filter(({ turn }) => !isOpening || turn.isDirect);
  return (
    <section class={isOpening ? "round opening" : "round"}>
      <h2 class={isTitleShown ? "round-title" : "visually-hidden"}>{title}</h2>
      {inColumns.length > 0 && (
        <div class="columns">
          {inColumns.map(({ model, message, writing: now }) => (
            <Turn
              key={model}
              models={models}
              model={model}
              message={message}
              writing={now}
              isActive={isActive}
            />
          ))}
        </div>
      )}
      {(current.length > 0 || growing.length > 0) && (
        <div class="turns">
          {current.map(drawStored)}
          {growing.map((now) => (
            <Turn
              key={keyOf(now.turn)}
              models={models}
              model={now.turn.model}
              message={undefined}
              writing={now}
              isActive={isActive}
            />
          ))}
        </div>
      )}
    </section>
  );

  function find(model: string) {
    return {
      message: messages.find(
        (message): message is ModelMessageView => isTurn(message) && message.model === model,
      ),
      writing: writing.find(({ turn }) => turn.model === model && !turn.isDirect),
    };
  }
}

/** A stored message never changes, so it is drawn once: a long discussion costs nothing while it grows. */
function useStoredTurns(models: TableView["models"]): (message: MessageView) => VNode {
  const drawn = useMemo(() => new WeakMap<MessageView, VNode>(), [models]);
  return (message) => {
    const known = drawn.get(message);
    if (known) return known;
    const made =
      message.kind === "person" ? (
        <PersonTurn key={message.id} message={message} models={models} />
      ) : (
        <Turn
          key={message.id}
          models={models}
          model={message.model}
          message={message}
          writing={undefined}
          isActive={false}
        />
      );
    drawn.set(message, made);
    return made;
  };
}

function isTurn(message: MessageView): message is ModelMessageView {
  return message.kind === "model" && !message.isDirect;
}

function isSame(turn: Writing["turn"], message: ModelMessageView): boolean {
  return !turn.isDirect && turn.model === message.model;
}
