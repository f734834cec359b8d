import { expect, it } from "vitest";
import { html } from "../../src/export/html.ts";
import { json } from "../../src/export/json.ts";
import { markdown } from "../../src/export/markdown.ts";
import { reportedDiscussion } from "./full-discussion.ts";
import { writeOut } from "./write-out.ts";

it.each([
  { name: "md", format: markdown },
  { name: "json", format: json },
  { name: "html", format: html },
])("the export in $name is the golden file", async ({ name, format }) => {
  const text = await writeOut(format, reportedDiscussion);

  await expect(text).toMatchFileSnapshot(`discussion.golden.${name}`);
});
