import { z } from "zod";
import { answerParent } from "./answer-parent.ts";

const questionSchema = z.union([z.object({ url: z.string() }), z.literal("stop")]);

let leaving = new AbortController();

/** Begins a call that nobody answers, or hangs up. */
answerParent((question) => {
  const asked = questionSchema.parse(question);
  if (asked === "stop") {
    leaving.abort();
    return "stopped";
  }
  leaving = new AbortController();
  const call = fetch(`${asked.url}/chat/completions`, {
    method: "POST",
    body: "{}",
    signal: leaving.signal,
  });
  call.then(
    () => undefined,
    () => undefined,
  );
  return "asked";
});
