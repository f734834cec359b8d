import { useEffect, useRef } from "preact/hooks";
import type { Completion } from "./complete.ts";
import { useSpeech } from "./speech.ts";

export const completionListId = "completions";

export function completionId(index: number): string {
  return `completion-${index}`;
}

/** What can be chosen for the text above; the box keeps the focus. */
export function CompletionList(props: {
  readonly completions: readonly Completion[];
  readonly chosen: number;
  readonly onChoose: (completion: Completion) => void;
}) {
  const { says } = useSpeech();
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    list.current?.querySelector("[aria-selected=true]")?.scrollIntoView({ block: "nearest" });
  }, [props.chosen]);
  return (
    <div
      class="completions"
      id={completionListId}
      ref={list}
      role="listbox"
      aria-label={says.composer.completions}
      tabIndex={0}
    >
      {props.completions.map((completion, index) => (
        <div
          key={completion.text}
          id={completionId(index)}
          role="option"
          aria-selected={index === props.chosen}
          // Before the box loses the focus.
          onPointerDown={(event) => {
            event.preventDefault();
            props.onChoose(completion);
          }}
        >
          <b>{completion.label}</b> <span>{completion.hint}</span>
        </div>
      ))}
    </div>
  );
}
