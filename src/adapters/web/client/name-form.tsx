import { useSignal } from "@preact/signals";
import { useEffect, useId } from "preact/hooks";
import type { Answer } from "./create-requests.ts";

export function NameForm(props: {
  readonly label: string;
  readonly action: string;
  readonly initial?: string;
  readonly isClearedAfter?: boolean;
  /** Resolves with what was said to it; never rejects. */
  readonly onName: (name: string) => Promise<Answer>;
}) {
  const { label, action, initial = "", isClearedAfter = false, onName } = props;
  const answer = useSignal<Answer>();
  const id = useId();
  const name = useSignal(initial);
  // Renamed in another tab, or here.
  useEffect(() => {
    name.value = initial;
  }, [name, initial]);

  async function submit(): Promise<void> {
    answer.value = await onName(name.value.trim());
    if (isClearedAfter && !answer.value.isRefusal) name.value = "";
  }

  return (
    <form
      class="name-form"
      onSubmit={(event) => {
        event.preventDefault();
        void submit(); // never rejects
      }}
    >
      <label for={id}>{label}</label>
      <input
        id={id}
        required
        maxLength={255}
        autocomplete="off"
        aria-describedby={`${id}-answer`}
        aria-invalid={answer.value?.isRefusal ?? false}
        value={name.value}
        onInput={({ currentTarget }) => (name.value = currentTarget.value)}
      />
      <button type="submit" disabled={name.value.trim() === "" || name.value.trim() === initial}>
        {action}
      </button>
      <p
        class={answer.value?.isRefusal ? "hint" : "note"}
        id={`${id}-answer`}
        role="status"
        dir="auto"
      >
        {answer.value?.text}
      </p>
    </form>
  );
}
