import { readFile } from "node:fs/promises";
import { expect, it } from "vitest";
import { z } from "zod";
import { exportSchema } from "../../src/export/export-schema.ts";
import { json } from "../../src/export/json.ts";
import { fullDiscussion, reportedDiscussion } from "./full-discussion.ts";
import { writeOut } from "./write-out.ts";

const publishedFile = new URL("../../docs/export.schema.json", import.meta.url);

it("the published schema is the one that imports are checked with", async () => {
  const schema = z.toJSONSchema(exportSchema, { io: "input" });

  const text = `${JSON.stringify({ title: "A moai export", ...schema }, null, 2)}\n`;

  await expect(text).toMatchFileSnapshot("../../docs/export.schema.json");
});

it("the published schema accepts what is exported, and nothing less", async () => {
  const published = z.fromJSONSchema(JSON.parse(await readFile(publishedFile, "utf8")));
  const exported: unknown = JSON.parse(await writeOut(json, reportedDiscussion));
  const plain: unknown = JSON.parse(await writeOut(json, fullDiscussion));

  expect(published.safeParse(exported).error).toBeUndefined();
  expect(published.safeParse(plain).error).toBeUndefined();
  expect(published.safeParse(Object.assign({}, exported, { version: 2 })).success).toBe(false);
  expect(published.safeParse(Object.assign({}, exported, { discussions: [{}] })).success).toBe(
    false,
  );
});
