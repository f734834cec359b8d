import { useSignal } from "@preact/signals";
import { useId } from "preact/hooks";

export function NameForm(props: {
  readonly label: string;
  readonly action: string;
  readonly initial?: string;
  readonly isClearedAfter?: boolean;
  readonly onName: (name: string) => void;
}) {
  const { label, action, initial = "", isClearedAfter = false, onName } = props;
  const id = useId();
  const name = useSignal(initial);
  return (
    <form
      class="name-form"
      onSubmit={(event) => {
        event.preventDefault();
        onName(name.value.trim());
        if (isClearedAfter) name.value = "";
      }}
    >
      <label for={id}>{label}</label>
      <input
        id={id}
        required
        maxLength={255}
        autocomplete="off"
        value={name.value}
        onInput={({ currentTarget }) => (name.value = currentTarget.value)}
      />
      <button type="submit" disabled={name.value.trim() === "" || name.value.trim() === initial}>
        {action}
      </button>
    </form>
  );
}
