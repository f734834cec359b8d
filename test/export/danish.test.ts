import { expect, test } from "vitest";
import { danish } from "../../src/core/texts/danish.ts";
import { html } from "../../src/export/html.ts";
import { json } from "../../src/export/json.ts";
import { markdown } from "../../src/export/markdown.ts";
import { reportedDiscussion } from "./full-discussion.ts";
import { writeOut } from "./write-out.ts";

test("a document is in the language of its place, and JSON in none", async () => {
  const written = await writeOut(markdown, reportedDiscussion, danish);
  const page = await writeOut(html, reportedDiscussion, danish);

  expect(written.match(/^#{1,3} .*$/gm)).toMatchInlineSnapshot(`
    [
      "# Old \\*harbour\\*",
      "## Diskussion 1: Where does the crane go?",
      "### De første svar (åbning)",
      "### Diskussion (2 runder)",
      "### Konsensus",
      "### Ændrede holdninger",
      "### Mindretallets holdninger",
      "### Anbefaling",
      "### Åbne spørgsmål",
      "### Enigheden runde for runde",
      "### Deltagere",
      "### Udfald",
      "## Indstillinger",
    ]
  `);
  expect(written).toMatch(/^\*\*Dato:\*\* 21\\\. nov\. 2026$/m);
  expect(written).toMatch(/^\| Deltager \| Plads \| Besvaret af \| Svar \|/m);
  expect(page).toContain('<html lang="da">');
  expect(await writeOut(json, reportedDiscussion, danish)).toBe(
    await writeOut(json, reportedDiscussion),
  );
});
