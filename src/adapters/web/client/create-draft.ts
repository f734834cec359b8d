import { effect, type Signal, signal } from "@preact/signals";

/** The text in the composer of a place, which outlives a reload. */
export function createDraft(storage: Storage, place: string): Signal<string> {
  const storageKey = `moai.draft.${place}`;
  const draft = signal(readDraft(storage, storageKey));
  effect(() => writeDraft(storage, storageKey, draft.value));
  return draft;
}

function readDraft(storage: Storage, storageKey: string): string {
  try {
    return storage.getItem(storageKey) ?? "";
  } catch {
    return "";
  }
}

/** A browser that stores nothing, or has no room left, still lets people write. */
function writeDraft(storage: Storage, storageKey: string, text: string): void {
  try {
    if (text === "") storage.removeItem(storageKey);
    else storage.setItem(storageKey, text);
  } catch {
    return;
  }
}
