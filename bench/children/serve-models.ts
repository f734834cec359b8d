import { createModelServer, say } from "../../test/support/model-server.ts";
import { answerParent } from "./answer-parent.ts";

const latencyMs = Number(process.env["LATENCY_MS"]);
const spreadMs = Number(process.env["SPREAD_MS"]);
const answer = "It depends on what is measured, so here is one short answer.";
const usage = { prompt_tokens: 200, completion_tokens: 14, total_tokens: 214 };
let bodies: readonly string[] = [];

const server = await createModelServer(({ body }) => {
  bodies = [...bodies.slice(-2), body];
  server.forget();
  return say(answer, { latencyMs: latencyMs + Math.random() * spreadMs, usage });
});

/** Where it is, and the last three requests, for a floor that sends the same. */
answerParent(() => ({ url: server.url, bodies }));
