import type { MessageView, TableView } from "../view.ts";
import { Names } from "./participant.tsx";
import { useSpeech } from "./speech.ts";

/** What a person said to the table, or to some at it. */
export function PersonTurn(props: {
  readonly message: Extract<MessageView, { readonly kind: "person" }>;
  readonly models: TableView["models"];
}) {
  const { id, name, content, addressees } = props.message;
  const { says } = useSpeech();
  return (
    <article class="turn person" id={`message-${id}`} tabIndex={-1}>
      <header>
        <h3>{name}</h3>
        {addressees.length > 0 && (
          <p class="direct">
            {says.turn.to} <Names models={props.models} names={addressees} />
          </p>
        )}
      </header>
      <p class="words" dir="auto">
        {content}
      </p>
    </article>
  );
}
