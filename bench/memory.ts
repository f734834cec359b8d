import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import { setTimeout } from "node:timers/promises";
import { z } from "zod";
import type { PageEvent } from "../src/adapters/web/view.ts";
import { percentile } from "./percentile.ts";
import { readPageEvents } from "./read-page-events.ts";
import type { Row } from "./row.ts";
import { customRouter, startModels } from "./start-models.ts";
import { startBareServer, startMoai } from "./start-server.ts";

const repetitions = 5;
const questions = 200;
/** After the last activity, so that what can be given back has been. */
const quietMs = 1000;

type Sample = { readonly idle: number; readonly loaded: number; readonly peak: number };

const replySchema = z.object({ discussionId: z.string() });

/** Resident memory idle and after many questions that an open page follows. Linux only: it reads /proc. */
export async function memory(): Promise<readonly Row[]> {
  await using models = await startModels(0);
  const moai: Sample[] = [];
  const floor: number[] = [];
  for (let repetition = 0; repetition < repetitions; repetition += 1) {
    moai.push(await measureMoai(models.url));
    floor.push(await measureBareServer());
  }

  const row = (name: string, key: keyof Sample, atMost?: number): Row => ({
    name,
    measured: percentile(
      moai.map((sample) => sample[key]),
      50,
    ),
    floor: percentile(floor, 50),
    unit: "MB",
    ...(atMost !== undefined && { goal: { of: "measured", atMost } }),
  });
  return [
    row("idle", "idle", 110),
    row(`after ${questions} questions to 3 models`, "loaded", 200),
    row("peak of all that", "peak"),
  ];
}

async function measureMoai(modelsUrl: string): Promise<Sample> {
  await using server = await startMoai(customRouter(modelsUrl));
  await setTimeout(quietMs);
  const idle = await memoryOf(server.pid, "VmRSS");
  await askQuestions(server.url);
  await setTimeout(quietMs);
  return {
    idle,
    loaded: await memoryOf(server.pid, "VmRSS"),
    peak: await memoryOf(server.pid, "VmHWM"),
  };
}

async function measureBareServer(): Promise<number> {
  await using server = await startBareServer();
  await setTimeout(quietMs);
  return await memoryOf(server.pid, "VmRSS");
}

/** One after another, as a page asks: the next question once the one before is answered. */
async function askQuestions(url: string): Promise<void> {
  const leaving = new AbortController();
  const events = readPageEvents(url, leaving.signal);
  await post(url, '/project new "Bench"');
  for (let question = 1; question <= questions; question += 1) {
    const reply = await post(url, `/open Question ${question}: how fast is a table?`);
    await completed(events, replySchema.parse(reply).discussionId);
  }
  leaving.abort();
}

async function completed(events: AsyncGenerator<PageEvent, void>, id: string): Promise<void> {
  for (;;) {
    const { value: event } = await events.next();
    if (!event) throw new Error("the page's events ended");
    if (event.kind !== "table" || event.table.discussion?.id !== id) continue;
    if (event.table.discussion.status === "completed") return;
  }
}

async function post(url: string, text: string): Promise<unknown> {
  const response = await fetch(new URL("/api/requests", url), {
    method: "POST",
    headers: { "content-type": "application/json", origin: new URL(url).origin },
    body: JSON.stringify({ id: `web:${randomUUID()}`, text }),
  });
  if (!response.ok) throw new Error(`a request was answered with ${response.status}`);
  return await response.json();
}

/** In megabytes. */
async function memoryOf(pid: number, field: "VmRSS" | "VmHWM"): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, "utf8");
  const [, kibibytes] = new RegExp(`^${field}:\\s+(\\d+) kB$`, "m").exec(status) ?? [];
  if (kibibytes === undefined) throw new Error("the kernel does not say how much memory is used");
  return (Number(kibibytes) * 1024) / 1_000_000;
}
