import type { Requests } from "./create-requests.ts";
import { exportUrl } from "./download-export.ts";
import { Markdown } from "./markdown.tsx";
import { useSpeech } from "./speech.ts";

/** What commands answered, with what can be done next. */
export function ReplyCards({ requests }: { readonly requests: Requests }) {
  const { says } = useSpeech();
  return (
    <div class="cards" role="status">
      {requests.cards.value.map((card) => (
        <div class={card.isPassing ? "card passing" : "card"} key={card.id}>
          {card.markdown === undefined ? (
            <p dir="auto">{card.text}</p>
          ) : (
            <Markdown text={card.markdown} />
          )}
          <button type="button" class="dismiss" onClick={() => requests.dismiss(card)}>
            <span class="visually-hidden">{says.cards.dismiss}</span>
            <svg viewBox="0 0 12 12" aria-hidden="true">
              <path d="M2 2l8 8M10 2l-8 8" />
            </svg>
          </button>
          {card.file && (
            <a class="download" href={exportUrl(card.file)} download="">
              {says.cards.download}
            </a>
          )}
          {card.buttons.length > 0 && (
            <div class="card-buttons">
              {card.buttons.map(({ label, command }) => (
                <button
                  key={command}
                  type="button"
                  onClick={() => void requests.press(card, command)} // never rejects
                >
                  {label}
                </button>
              ))}
            </div>
          )}
        </div>
      ))}
    </div>
  );
}
