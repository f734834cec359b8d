import { useSignal } from "@preact/signals";
import { useEffect, useId } from "preact/hooks";
import type { InferResponseType } from "hono/client";
import type { TableView } from "../view.ts";
import { api } from "./api.ts";
import type { Answer, Requests } from "./create-requests.ts";
import { Dialog } from "./dialog.tsx";
import { ReplyCards } from "./reply-cards.tsx";
import { useSpeech } from "./speech.ts";

/** So long after the last letter a search begins, in milliseconds. */
const typingPauseMs = 150;

type Library = InferResponseType<typeof api.discussions.$get, 200>;

/** What was discussed at this place, with a search over all that was said; and the other places. */
export function DiscussionsDialog(props: {
  readonly table: TableView;
  readonly requests: Requests;
  readonly onClose: () => void;
}) {
  const { table, requests, onClose } = props;
  const { place } = table;
  const { says, locale } = useSpeech();
  const query = useSignal("");
  const library = useSignal<Library>();
  const isFailed = useSignal(false);

  useEffect(() => {
    const left = new AbortController();
    // Never rejects.
    const timer = setTimeout(() => void load(), library.value ? typingPauseMs : 0);
    async function load(): Promise<void> {
      const loaded = await loadLibrary(place, query.value, left.signal);
      if (left.signal.aborted) return;
      if (loaded) library.value = loaded;
      isFailed.value = !loaded;
    }
    return () => {
      clearTimeout(timer);
      left.abort();
    };
  }, [place, query.value, table.discussion?.id]);

  async function take(id: string): Promise<void> {
    await requests.send(`/resume ${id}`);
    if (requests.latest.value === id) onClose();
  }

  const listed = library.value?.discussions ?? [];
  return (
    <Dialog title={says.library.title} onClose={onClose}>
      <label class="field">
        {says.library.search}
        <input
          enterkeyhint="search"
          autocomplete="off"
          value={query.value}
          onInput={({ currentTarget }) => (query.value = currentTarget.value)}
        />
      </label>
      <p class="note" role="status">
        {isFailed.value && says.library.failed}
        {library.value && listed.length === 0 && !isFailed.value
          ? query.value.trim() === ""
            ? says.library.empty
            : says.library.nothingFound
          : ""}
      </p>
      <ul class="discussion-list">
        {listed.map(({ id, shortId, question, status, createdAt, excerpt }) => (
          <li key={id}>
            <button
              type="button"
              aria-current={id === table.discussion?.id}
              onClick={() => void take(id)} // never rejects: what goes wrong becomes a card
            >
              <span class="listed-question">{question}</span>
              {excerpt !== null && <span class="excerpt">{excerpt}</span>}
              <span class="listed-details">
                {status === "active" ? says.library.running : says.library.ended} ·{" "}
                {new Date(createdAt).toLocaleString(locale, {
                  dateStyle: "medium",
                  timeStyle: "short",
                })}{" "}
                · {shortId}
              </span>
            </button>
          </li>
        ))}
      </ul>
      {(library.value?.places.length ?? 0) > 1 && (
        <section aria-labelledby="places-title">
          <h3 id="places-title">{says.library.tables}</h3>
          <ul class="place-list">
            {library.value?.places.map(({ id, name, detail }) => (
              <li key={id}>
                <a
                  href={id === "web" ? "/" : `/?${new URLSearchParams({ place: id }).toString()}`}
                  aria-current={id === place ? "page" : undefined}
                >
                  {name}
                </a>{" "}
                <span class="note">{detail}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
      <ImportForm requests={requests} />
      <ReplyCards requests={requests} />
    </Dialog>
  );
}

function ImportForm({ requests }: { readonly requests: Requests }) {
  const { says } = useSpeech();
  const isBusy = useSignal(false);
  const answer = useSignal<Answer>();
  const id = useId();
  async function take(file: File | undefined): Promise<void> {
    if (!file || isBusy.value) return;
    isBusy.value = true;
    // One that cannot be read is refused as empty.
    answer.value = await requests.importFile(file.name, await file.text().catch(() => ""));
    isBusy.value = false;
  }
  return (
    <div class="field">
      <label for={id}>{says.library.import}</label>
      <input
        id={id}
        type="file"
        aria-describedby={`${id}-answer`}
        aria-invalid={answer.value?.isRefusal ?? false}
        accept=".json,application/json"
        disabled={isBusy.value}
        onChange={({ currentTarget }) => {
          void take(currentTarget.files?.[0]); // never rejects
          currentTarget.value = "";
        }}
      />
      <p class={answer.value?.isRefusal ? "hint" : "note"} id={`${id}-answer`} role="status">
        {answer.value?.text}
      </p>
    </div>
  );
}

async function loadLibrary(
  place: string,
  query: string,
  signal: AbortSignal,
): Promise<Library | undefined> {
  try {
    const response = await api.discussions.$get(
      { query: { place, q: query } },
      { init: { signal } },
    );
    return response.ok ? await response.json() : undefined;
  } catch {
    return undefined;
  }
}
