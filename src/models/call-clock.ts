/** In milliseconds. */
export type CallTimeouts = {
  /** To the first byte of the answer's body; headers alone do not count. */
  readonly firstTokenTimeoutMs: number;
  /** Between two bytes. */
  readonly silenceTimeoutMs: number;
  /** For the whole call. */
  readonly timeoutMs: number;
};

export type CallClock = {
  /** Aborts when the provider took too long, or with the signal that was given. */
  readonly signal: AbortSignal;
  /** Any byte is a sign of life, also a comment or a piece of reasoning. */
  readonly sawLife: () => void;
  readonly stop: () => void;
};

export function createCallClock(timeouts: CallTimeouts, stopped: AbortSignal): CallClock {
  const controller = new AbortController();
  const expire = () => controller.abort();
  // AbortSignal.any costs several times as much, and there is one for each call.
  if (stopped.aborted) expire();
  else stopped.addEventListener("abort", expire, { once: true });
  const whole = setTimeout(expire, timeouts.timeoutMs);
  const first = setTimeout(expire, timeouts.firstTokenTimeoutMs);
  let silence: NodeJS.Timeout | undefined;
  let isOver = false;

  return {
    signal: controller.signal,
    sawLife() {
      // A cleared timer would start again when refreshed.
      if (isOver) return;
      clearTimeout(first);
      silence = silence?.refresh() ?? setTimeout(expire, timeouts.silenceTimeoutMs);
    },
    stop() {
      isOver = true;
      stopped.removeEventListener("abort", expire);
      clearTimeout(whole);
      clearTimeout(first);
      clearTimeout(silence);
    },
  };
}
