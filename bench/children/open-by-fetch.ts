import { z } from "zod";
import { answerParent } from "./answer-parent.ts";

const questionSchema = z.object({
  url: z.string(),
  bodies: z.array(z.string()),
  places: z.int(),
});

/** The same requests without moai. Answers with the milliseconds that each place waited. */
answerParent(async (question) => {
  const { url, bodies, places } = questionSchema.parse(question);
  return await Promise.all(Array.from({ length: places }, () => fanOut(url, bodies)));
});

async function fanOut(url: string, bodies: readonly string[]): Promise<number> {
  const startedAt = performance.now();
  await Promise.all(bodies.map((body) => readAnswer(url, body)));
  return performance.now() - startedAt;
}

async function readAnswer(url: string, body: string): Promise<void> {
  const headers = { "content-type": "application/json", authorization: "Bearer none" };
  const response = await fetch(`${url}/chat/completions`, { method: "POST", headers, body });
  const text = await response.text();
  if (!text.endsWith("data: [DONE]\n\n")) throw new Error("an answer is not whole");
}
