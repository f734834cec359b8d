const lookEveryMs = 5000;
/** A page in the background is called once a minute. */
const sleptMs = 90_000;

/**
 * Calls when the page may have slept, or came back from the browser's store of pages, or the network is there
 * again: a connection from before may be dead, and nobody would say so for minutes.
 */
export function onAwakening(call: () => void): void {
  let seenAtMs = Date.now();
  setInterval(() => {
    const sinceMs = Date.now() - seenAtMs;
    seenAtMs = Date.now();
    if (sinceMs > sleptMs) call();
  }, lookEveryMs);
  window.addEventListener("online", call);
  window.addEventListener("pageshow", ({ persisted }) => {
    if (persisted) call();
  });
}
