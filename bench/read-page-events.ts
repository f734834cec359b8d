import { type PageEvent, pageEventSchema } from "../src/adapters/web/view.ts";

/** What an open page is sent, as it comes. */
export async function* readPageEvents(
  url: string,
  signal: AbortSignal,
): AsyncGenerator<PageEvent, void> {
  const response = await fetch(new URL("/api/events", url), { signal });
  if (!response.ok || response.body === null) throw new Error("the page gets no events");
  let received = "";
  for await (const text of response.body.pipeThrough(new TextDecoderStream())) {
    const blocks = (received + text).split("\n\n");
    received = blocks.pop() ?? "";
    for (const block of blocks) {
      if (block.startsWith("data: ")) yield pageEventSchema.parse(JSON.parse(block.slice(6)));
    }
  }
}
