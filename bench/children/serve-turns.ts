import { chunk, createModelServer, done, event, stream } from "../../test/support/model-server.ts";
import { answerParent } from "./answer-parent.ts";

const latencyMs = 20;
const words = 300;
const text = Array.from({ length: words }, (_, index) => `word${index % 90}`).join(" ");
const usage = { prompt_tokens: 200, completion_tokens: 400, total_tokens: 600 };

type Turn = {
  readonly model: string;
  readonly prompt: readonly string[];
  readonly body: string;
  readonly arrivedAt: number;
  endedAt: number;
};

let turns: Turn[] = [];

const server = await createModelServer(({ model, messages, body, ended }) => {
  const prompt = messages.map(({ role, content }) => `${role}: ${content}`);
  const turn: Turn = { model, prompt, body, arrivedAt: performance.now(), endedAt: Infinity };
  turns.push(turn);
  void ended.then(() => (turn.endedAt = performance.now()));
  // In one piece: what a client takes to read its many pieces passes while the model still writes.
  return stream(
    latencyMs,
    chunk({ content: text }),
    chunk({}, { finish_reason: "stop" }),
    event({ choices: [], usage }),
    done,
  );
});

/** Where it is, and every call since the last question, in order of arrival. */
answerParent(() => {
  const seen = turns;
  turns = [];
  return { url: server.url, turns: seen };
});
