import { type PageEvent, pageEventSchema } from "../../src/adapters/web/view.ts";

/** Reads server-sent events as they come, until one is as described or the stream ends. */
export type EventReader = {
  until(is: (event: PageEvent) => boolean): Promise<readonly PageEvent[]>;
  cancel(): Promise<void>;
};

export function readEvents(response: Response): EventReader {
  if (!response.body) throw new Error("the response has no body");
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  const seen: PageEvent[] = [];
  let rest = "";

  return {
    async until(is) {
      for (;;) {
        const found = seen.findIndex(is);
        if (found >= 0) return seen.splice(0, found + 1);
        const { done, value } = await reader.read();
        if (done) return seen.splice(0);
        const parts = (rest + value).split("\n\n");
        rest = parts.pop() ?? "";
        for (const part of parts) {
          if (part.startsWith("data: "))
            seen.push(pageEventSchema.parse(JSON.parse(part.slice(6))));
        }
      }
    },
    cancel: () => reader.cancel(),
  };
}
