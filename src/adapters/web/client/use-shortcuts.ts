import { useEffect } from "preact/hooks";

/** By the key's place on the board, as in `KeyboardEvent.code`. */
type Shortcuts = Readonly<Record<`Key${string}`, () => void>>;

/**
 * What Alt and Shift with a letter do, wherever the focus is. Not Alt alone, which types letters on some boards.
 * While a dialog is open they belong to nobody.
 */
export function useShortcuts(shortcuts: Shortcuts): void {
  useEffect(() => {
    const left = new AbortController();
    const actions = new Map(Object.entries(shortcuts));
    const onKeyDown = (event: KeyboardEvent) => {
      const action = actions.get(event.code);
      if (!event.altKey || !event.shiftKey || event.ctrlKey || event.metaKey || !action) return;
      if (event.repeat || document.querySelector("dialog[open]")) return;
      event.preventDefault();
      action();
    };
    document.addEventListener("keydown", onKeyDown, { signal: left.signal });
    return () => left.abort();
  });
}
