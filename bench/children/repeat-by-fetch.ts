import { z } from "zod";
import { answerParent } from "./answer-parent.ts";

const questionSchema = z.object({ url: z.string(), bodies: z.array(z.string()) });

/** The same requests without moai, one after another. Answers with how many there were. */
answerParent(async (question) => {
  const { url, bodies } = questionSchema.parse(question);
  const headers = { "content-type": "application/json", authorization: "Bearer none" };
  for (const body of bodies) {
    const response = await fetch(`${url}/chat/completions`, { method: "POST", headers, body });
    const text = await response.text();
    if (!text.endsWith("data: [DONE]\n\n")) throw new Error("an answer is not whole");
  }
  return bodies.length;
});
