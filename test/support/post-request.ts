import { randomUUID } from "node:crypto";
import { type Reply, replySchema } from "../../src/core/reply.ts";

/** Asks moai over HTTP, as its page does. */
export async function postRequest(
  url: string,
  text: string,
  id = `web:${randomUUID()}`,
  place = "web",
): Promise<Reply> {
  const response = await fetch(new URL("/api/requests", url), {
    method: "POST",
    headers: { "content-type": "application/json", origin: new URL(url).origin },
    body: JSON.stringify({ id, place, text }),
  });
  if (!response.ok) throw new Error(`a request was answered with ${response.status}`);
  return replySchema.parse(await response.json());
}
