import { useSignal } from "@preact/signals";
import { useEffect, useId } from "preact/hooks";
import type { SettingView } from "../view.ts";
import type { Answer, Requests } from "./create-requests.ts";
import { useSpeech } from "./speech.ts";

/** The settings of the selected project. Each is stored by itself, and says beside its field what is wrong. */
export function SettingsForm(props: {
  readonly settings: readonly SettingView[];
  readonly requests: Requests;
}) {
  const { says } = useSpeech();
  return (
    <details class="settings">
      <summary>{says.projects.settings}</summary>
      {props.settings.map((setting) => (
        <SettingField key={setting.name} setting={setting} requests={props.requests} />
      ))}
    </details>
  );
}

function SettingField(props: { readonly setting: SettingView; readonly requests: Requests }) {
  const { setting, requests } = props;
  const { name, value, meaning, form, choices } = setting;
  const { says } = useSpeech();
  const id = useId();
  const written = useSignal(value);
  const answer = useSignal<Answer>();
  const isRefusal = answer.value?.isRefusal ?? false;
  const isChanged = written.value.trim() !== value;
  // Set in another tab, or by a command.
  useEffect(() => {
    written.value = value;
  }, [written, value]);

  async function save(words: string): Promise<void> {
    answer.value = undefined;
    answer.value = await requests.ask(`/project set ${name} ${words.trim() || "off"}`);
  }
  const attributes = {
    id,
    "aria-describedby": `${id}-answer`,
    "aria-invalid": isRefusal,
  };

  return (
    <form
      class="setting"
      onSubmit={(event) => {
        event.preventDefault();
        void save(written.value); // never rejects: what goes wrong is said beside the field
      }}
    >
      <label for={id}>
        {sentence(meaning)} <code>{name}</code>
      </label>
      {choices ? (
        <select
          {...attributes}
          value={written.value}
          onChange={({ currentTarget }) => {
            written.value = currentTarget.value;
            void save(currentTarget.value); // never rejects
          }}
        >
          {choices.map((choice) => (
            <option key={choice}>{choice}</option>
          ))}
        </select>
      ) : name === "system_prompt_override" ? (
        <textarea
          {...attributes}
          rows={3}
          value={written.value}
          onInput={({ currentTarget }) => (written.value = currentTarget.value)}
        />
      ) : (
        <input
          {...attributes}
          autocomplete="off"
          value={written.value}
          onInput={({ currentTarget }) => (written.value = currentTarget.value)}
        />
      )}
      {!choices && (
        <button type="submit" disabled={!isChanged}>
          {says.projects.save}
        </button>
      )}
      <p class={isRefusal ? "hint" : "note"} id={`${id}-answer`} role="status">
        {answer.value?.text ?? sentence(form)}
      </p>
    </form>
  );
}

function sentence(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
