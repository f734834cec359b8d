import { useSignal } from "@preact/signals";
import type { InferResponseType } from "hono/client";
import { useEffect, useId } from "preact/hooks";
import type { PageTexts } from "../../../core/texts/english.ts";
import { api } from "./api.ts";
import { useSpeech } from "./speech.ts";

type Offered = InferResponseType<typeof api.models.$get, 200>;
type Listed = Extract<Offered, { kind: "listed" }>;
export type OfferedModel = Listed["models"][number];

/** So long after the last letter a search begins, in milliseconds. */
const typingPauseMs = 150;

/** All that the router lists, searched while typing. It is fetched when somebody first comes here. */
export function ModelSearch(props: {
  /** Short names and ids. */
  readonly chosen: readonly string[];
  /** How many models have short names: with one more the list says it. */
  readonly known: number;
  readonly onToggle: (model: OfferedModel) => void;
}) {
  const { chosen, known, onToggle } = props;
  const says = useSpeech().says.team;
  const id = useId();
  const isWanted = useSignal(false);
  const query = useSignal("");
  const attempt = useSignal(0);
  const listed = useSignal<Listed>();
  const problem = useSignal("");
  const marked = useSignal(0);
  const models = listed.value?.models ?? [];
  const at = Math.min(marked.value, models.length - 1);

  useEffect(() => {
    if (!isWanted.value) return;
    const left = new AbortController();
    // Never rejects.
    const timer = setTimeout(() => void load(), listed.value ? typingPauseMs : 0);
    async function load(): Promise<void> {
      const offered = await loadOffered(query.value, left.signal);
      if (left.signal.aborted) return;
      problem.value =
        offered?.kind === "failed" ? offered.problem : offered ? "" : says.unreachable;
      listed.value = offered?.kind === "listed" ? offered : undefined;
    }
    return () => {
      clearTimeout(timer);
      left.abort();
    };
  }, [isWanted.value, query.value, attempt.value, known]);

  function mark(index: number): void {
    marked.value = Math.max(0, Math.min(index, models.length - 1));
    document.getElementById(`${id}-${marked.value}`)?.scrollIntoView({ block: "nearest" });
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.isComposing) return;
    const model = models[at];
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      mark(at + (event.key === "ArrowDown" ? 1 : -1));
    } else if (event.key === "Enter") {
      if (model) onToggle(model);
    } else if (event.key === "Escape" && query.value !== "") {
      query.value = "";
    } else {
      return;
    }
    event.preventDefault();
  }

  return (
    <div class="model-search">
      <label class="field">
        {says.find}
        <input
          role="combobox"
          enterkeyhint="search"
          autocomplete="off"
          placeholder={says.placeholder}
          aria-expanded={models.length > 0}
          aria-controls={`${id}-list`}
          aria-autocomplete="list"
          aria-activedescendant={models.length > 0 ? `${id}-${at}` : undefined}
          aria-describedby={`${id}-count`}
          value={query.value}
          onFocus={() => (isWanted.value = true)}
          onInput={({ currentTarget }) => {
            query.value = currentTarget.value;
            marked.value = 0;
          }}
          onKeyDown={onKeyDown}
        />
      </label>
      <p class="note" role="status" id={`${id}-count`}>
        {problem.value !== "" ? problem.value : isWanted.value ? countOf(listed.value, says) : ""}
      </p>
      {problem.value !== "" && (
        <button type="button" onClick={() => (attempt.value += 1)}>
          {says.tryAgain}
        </button>
      )}
      <div
        class="offered"
        id={`${id}-list`}
        role="listbox"
        aria-label={says.listed}
        aria-multiselectable="true"
        hidden={models.length === 0}
      >
        {models.map((model, index) => (
          <div
            key={model.id}
            id={`${id}-${index}`}
            role="option"
            aria-selected={[model.id, model.shortName].some((one) => chosen.includes(one ?? ""))}
            data-marked={index === at}
            onClick={() => {
              marked.value = index;
              onToggle(model);
            }}
          >
            <span class="offered-name" dir="auto">
              {model.name}
            </span>
            <span class="offered-id">{model.id}</span>
            <span class="offered-terms">
              {model.terms.map((term) => (
                <span key={term}>{term}</span>
              ))}
            </span>
          </div>
        ))}
      </div>
    </div>
  );
}

function countOf(listed: Listed | undefined, says: PageTexts["team"]): string {
  if (!listed) return says.isFetched;
  const { total, models, router } = listed;
  if (total === 0) return says.nothingFound;
  const count =
    total > models.length
      ? says.foundMore(total, router, models.length)
      : says.found(total, router);
  return `${count} ${says.perMillion}`;
}

async function loadOffered(query: string, signal: AbortSignal): Promise<Offered | undefined> {
  try {
    const response = await api.models.$get({ query: { q: query } }, { init: { signal } });
    if (response.ok) return await response.json();
  } catch {
    // Said below.
  }
  return undefined;
}
