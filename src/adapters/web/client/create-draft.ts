import { effect, type Signal, signal } from "@preact/signals";

const storageKey = "moai.draft";

/** The text in the composer, which outlives a reload. */
export function createDraft(storage: Storage): Signal<string> {
  const draft = signal(readDraft(storage));
  effect(() => writeDraft(storage, draft.value));
  return draft;
}

function readDraft(storage: Storage): string {
  try {
    return storage.getItem(storageKey) ?? "";
  } catch {
    return "";
  }
}

/** A browser that stores nothing, or has no room left, still lets people write. */
function writeDraft(storage: Storage, text: string): void {
  try {
    if (text === "") storage.removeItem(storageKey);
    else storage.setItem(storageKey, text);
  } catch {
    return;
  }
}
