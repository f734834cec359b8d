import { setTimeout } from "node:timers/promises";
import { chunk, createModelServer, done, event, stream } from "../../test/support/model-server.ts";
import { tokens, tokenMs } from "../page-tokens.ts";
import { answerParent } from "./answer-parent.ts";

const usage = { prompt_tokens: 200, completion_tokens: tokens.length, total_tokens: 1200 };
const server = await createModelServer(() => {
  // By the clock, so that a late one does not make the following ones late.
  const parts = tokens.flatMap((content, index) => [
    setTimeout(index * tokenMs),
    chunk({ content }),
  ]);
  return stream(
    ...parts,
    chunk({}, { finish_reason: "stop" }),
    event({ choices: [], usage }),
    done,
  );
});

answerParent(() => ({ url: server.url }));
