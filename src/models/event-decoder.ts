export type ServerEvent = { readonly name: string; readonly data: string };

export type EventDecoder = {
  /** Takes the next bytes of a body and returns the events that they complete. */
  readonly push: (bytes: Uint8Array) => readonly ServerEvent[];
  /** What a server left without the blank line that ends an event. */
  readonly end: () => readonly ServerEvent[];
};

/**
 * Reads server-sent events: https://html.spec.whatwg.org/multipage/server-sent-events.html#parsing-an-event-stream.
 * The client's own reader takes each piece through several asynchronous generators, and shows neither comments,
 * which are signs of life, nor the event that closes a stream.
 */
export function createEventDecoder(): EventDecoder {
  const decoder = new TextDecoder();
  let rest = "";
  let name = "";
  let data: string[] = [];

  function read(lines: readonly string[]): readonly ServerEvent[] {
    const events: ServerEvent[] = [];
    for (const line of lines) {
      if (line === "") {
        if (data.length > 0) events.push({ name, data: data.join("\n") });
        name = "";
        data = [];
        continue;
      }
      const [, field, value = ""] = /^([^:]*)(?:: ?(.*))?$/s.exec(line) ?? [];
      if (field === "data") data.push(value);
      if (field === "event") name = value;
    }
    return events;
  }

  return {
    push(bytes) {
      // A carriage return at the very end may be half of a line break.
      const lines = (rest + decoder.decode(bytes, { stream: true })).split(/\r\n|\n|\r(?!$)/);
      rest = lines.pop() ?? "";
      return read(lines);
    },
    end: () => read([rest, ""]),
  };
}
