import { DatabaseSync } from "node:sqlite";
import OpenAI from "openai";
import { z } from "zod";
import { answerParent } from "./answer-parent.ts";

const questionSchema = z.object({
  url: z.string(),
  bodies: z.array(z.string()),
  places: z.int(),
});
const bodySchema = z.object({
  model: z.string(),
  messages: z.array(z.object({ role: z.enum(["system", "user"]), content: z.string() })),
});

type Request = z.infer<typeof bodySchema>;

const data = new DatabaseSync(process.env["FILE"] ?? "");
data.exec("pragma journal_mode=wal; pragma synchronous=full; create table note (text text)");
const insert = data.prepare("insert into note (text) values (?)");

let client: OpenAI | undefined;

/**
 * The same requests by the official client, with the question stored before and the answers after them, in two
 * commits. Answers with the milliseconds that each place waited.
 */
answerParent(async (question) => {
  const { url, bodies, places } = questionSchema.parse(question);
  const official = (client ??= new OpenAI({ baseURL: url, apiKey: "none", maxRetries: 0 }));
  const requests = bodies.map((body) => bodySchema.parse(JSON.parse(body)));
  return await Promise.all(Array.from({ length: places }, () => fanOut(official, requests)));
});

async function fanOut(official: OpenAI, requests: readonly Request[]): Promise<number> {
  const startedAt = performance.now();
  insert.run("How fast is a table?");
  const answers = await Promise.all(requests.map((request) => readAnswer(official, request)));
  data.exec("begin");
  for (const answer of answers) insert.run(answer);
  data.exec("commit");
  return performance.now() - startedAt;
}

async function readAnswer(official: OpenAI, request: Request): Promise<string> {
  const chunks = await official.chat.completions.create({
    ...request,
    stream: true,
    stream_options: { include_usage: true },
  });
  let answer = "";
  for await (const { choices } of chunks) answer += choices[0]?.delta.content ?? "";
  if (answer === "") throw new Error("an answer is empty");
  return answer;
}
