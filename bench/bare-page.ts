import { once } from "node:events";
import { createServer, type ServerResponse } from "node:http";
import { setTimeout } from "node:timers/promises";
import { z } from "zod";
import { tokenMs, tokens } from "./page-tokens.ts";

const html = `<!doctype html><title>bare</title><h1>bare</h1><script>
onclick = () => {
  const columns = [0, 1, 2].map(() => document.body.appendChild(document.createElement("p")));
  new EventSource("/events").onmessage = ({ data }) => {
    const { column, text } = JSON.parse(data);
    if (text === undefined) document.querySelector("h1").textContent = "done"; else columns[column].append(text);
  };
};
</script>`;

const addressSchema = z.object({ port: z.number() });

/** As little as a page can be that shows the same tokens as they come, once it is clicked. */
export async function serveBarePage(): Promise<AsyncDisposable & { readonly url: string }> {
  const server = createServer((request, response) => {
    if (request.url === "/events") return void writeTokens(response); // never rejects
    response.setHeader("content-type", "text/html").end(html);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${addressSchema.parse(server.address()).port}/`,
    async [Symbol.asyncDispose]() {
      server.close();
      server.closeAllConnections();
      await once(server, "close");
    },
  };
}

async function writeTokens(response: ServerResponse): Promise<void> {
  response.setHeader("content-type", "text/event-stream");
  const startedAt = performance.now();
  for (const [index, text] of tokens.entries()) {
    await setTimeout(Math.max(0, startedAt + index * tokenMs - performance.now()));
    for (const column of [0, 1, 2]) response.write(`data: ${JSON.stringify({ column, text })}\n\n`);
  }
  response.write("data: {}\n\n");
}
