import { z } from "zod";
import { answerParent } from "./answer-parent.ts";
import { measureLoad } from "./measure-load.ts";

const questionSchema = z.object({
  url: z.string(),
  body: z.string(),
  calls: z.int(),
  atOnce: z.int(),
});

/** As many calls without moai, so many at once. */
answerParent(async (question) => {
  const { url, body, calls, atOnce } = questionSchema.parse(question);
  const load = measureLoad();
  let left = calls;
  let answered = 0;
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      while (left > 0) {
        left -= 1;
        const response = await fetch(`${url}/chat/completions`, { method: "POST", body });
        if ((await response.text()).endsWith("data: [DONE]\n\n")) answered += 1;
      }
    }),
  );
  return { ...load.stop(), answered };
});
