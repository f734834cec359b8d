type Fetch = typeof globalThis.fetch;

export type BodyWatch = {
  readonly fetch: Fetch;
  /** Whether the body so far ends with the line that closes a stream of events. */
  readonly sawDone: () => boolean;
};

// Long enough for the closing line and the blank lines around it.
const tailLength = 32;

/** Watches the bytes below the client, which shows neither comments nor the closing line. */
export function createBodyWatch(fetch: Fetch, onBytes: () => void): BodyWatch {
  let tail = "";

  return {
    async fetch(input, init) {
      const response = await fetch(input, init);
      if (response.body === null) return response;
      const watched = new TransformStream<Uint8Array, Uint8Array>({
        transform(bytes, controller) {
          onBytes();
          tail = (tail + Buffer.from(bytes.subarray(-tailLength)).toString("latin1")).slice(
            -tailLength,
          );
          controller.enqueue(bytes);
        },
      });
      return new Response(response.body.pipeThrough(watched), response);
    },
    sawDone: () => /(?:^|\n)data: ?\[DONE\]\s*$/.test(tail),
  };
}
