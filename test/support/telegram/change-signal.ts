/** Lets a test wait for a state instead of for an amount of time. */
export function createChangeSignal() {
  const listeners = new Set<() => void>();

  return { notify, until };

  function notify(): void {
    for (const listener of listeners.values().toArray()) listener();
  }

  /** The first value of `find` that is not undefined, null or false. */
  async function until<Value>(
    find: () => Value | undefined | null | false,
    describeState: () => string,
    hangGuardMs: number,
  ): Promise<Value> {
    const { promise, resolve, reject } = Promise.withResolvers<Value>();
    const check = () => {
      try {
        const value = find();
        if (value !== undefined && value !== null && value !== false) resolve(value);
      } catch (error) {
        reject(error instanceof Error ? error : new Error("the condition threw", { cause: error }));
      }
    };
    const guard = setTimeout(
      () => reject(new Error(`waited in vain for ${find.toString()}\n${describeState()}`)),
      hangGuardMs,
    );
    listeners.add(check);
    check();
    try {
      return await promise;
    } finally {
      clearTimeout(guard);
      listeners.delete(check);
    }
  }
}
