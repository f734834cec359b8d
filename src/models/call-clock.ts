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
  /** Aborts when the provider took too long. */
  readonly expired: AbortSignal;
  /** Any byte is a sign of life, also a comment or a piece of reasoning. */
  readonly sawLife: () => void;
  readonly stop: () => void;
};

export function createCallClock(timeouts: CallTimeouts): CallClock {
  const controller = new AbortController();
  const expire = () => controller.abort();
  const whole = setTimeout(expire, timeouts.timeoutMs);
  const first = setTimeout(expire, timeouts.firstTokenTimeoutMs);
  let silence: NodeJS.Timeout | undefined;
  let stopped = false;

  return {
    expired: controller.signal,
    sawLife() {
      // A cleared timer would start again when refreshed.
      if (stopped) return;
      clearTimeout(first);
      silence = silence?.refresh() ?? setTimeout(expire, timeouts.silenceTimeoutMs);
    },
    stop() {
      stopped = true;
      clearTimeout(whole);
      clearTimeout(first);
      clearTimeout(silence);
    },
  };
}
