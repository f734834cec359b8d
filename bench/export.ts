import { mkdtempDisposable } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import { openDatabase } from "../src/storage/database.ts";
import * as endedDiscussions from "../src/storage/ended-discussions.ts";
import * as projects from "../src/storage/projects.ts";
import { manyMessages } from "../test/export/full-discussion.ts";
import { nodeOptions } from "./node-options.ts";
import { percentile } from "./percentile.ts";
import type { Row } from "./row.ts";
import { startChild } from "./start-child.ts";

const repetitions = 5;
const messages = 10_000;
/** Of some 65 characters: answers as long as the system prompt asks for. */
const sentences = 20;

const sampleSchema = z.object({ ms: z.number(), aboveIdleMb: z.number() });

type Sample = z.infer<typeof sampleSchema>;

/** A long discussion written out, each time by a fresh process, beside one that only reads its rows. */
export async function exportFile(): Promise<readonly Row[]> {
  await using directory = await mkdtempDisposable(join(tmpdir(), "moai-bench-"));
  const file = join(directory.path, "moai.db");
  const id = await store(`sqlite:${file}`);
  const moai = new Map<string, Sample[]>([
    ["md", []],
    ["json", []],
    ["html", []],
  ]);
  const floor: Sample[] = [];
  for (let repetition = 0; repetition < repetitions; repetition += 1) {
    for (const [format, samples] of moai) {
      // Of the options of npm start.
      const env = { DATABASE_URL: `sqlite:${file}`, ...nodeOptions };
      samples.push(
        await measure(import.meta.resolve("./children/export-by-moai.ts"), env, { id, format }),
      );
    }
    floor.push(
      await measure(import.meta.resolve("./children/export-by-sqlite.ts"), { FILE: file }, id),
    );
  }

  const middle = (samples: readonly Sample[], key: keyof Sample) =>
    percentile(
      samples.map((sample) => sample[key]),
      50,
    );
  return [...moai].flatMap(([format, samples]): readonly Row[] => [
    {
      name: `${messages} messages as ${format}`,
      measured: middle(samples, "ms"),
      floor: middle(floor, "ms"),
      unit: "ms",
      goal: { of: "measured", atMost: 1000 },
    },
    {
      name: `peak above idle, ${format}`,
      measured: middle(samples, "aboveIdleMb"),
      floor: middle(floor, "aboveIdleMb"),
      unit: "MB",
      goal: { of: "measured", atMost: 50 },
    },
  ]);
}

async function store(url: string): Promise<string> {
  const { db, close } = await openDatabase(url);
  const discussion = manyMessages(messages, sentences);
  const { project, createdAt } = discussion;
  const models = discussion.seats.map(({ model }) => model);
  const times = { createdAt, updatedAt: createdAt };
  await projects.insert(db, { ...project, ...times, owner: "web", models });
  await endedDiscussions.insert(db, discussion, { requestId: "bench" });
  await close();
  return discussion.id;
}

async function measure(url: string, env: NodeJS.ProcessEnv, question: unknown): Promise<Sample> {
  await using child = await startChild(url, env);
  return await child.ask(question, sampleSchema);
}
