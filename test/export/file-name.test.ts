import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fileName } from "../../src/export/file-name.ts";

describe("fileName", () => {
  it.each([
    ["Where does the crane go?", "2026-11-21-where-does-the-crane-go.md"],
    ["CON", "2026-11-21-con.md"],
    ["../../etc/passwd", "2026-11-21-etc-passwd.md"],
    ['a<b>:"c"|d?*.exe ', "2026-11-21-a-b-c-d-exe.md"],
    ["Größe und Maß", "2026-11-21-größe-und-maß.md"],
    ["Где стоит кран?", "2026-11-21-где-стоит-кран.md"],
    ["起重机放在哪里？", "2026-11-21-起重机放在哪里.md"],
    ["คำถาม", "2026-11-21-คำถาม.md"],
    ["", "2026-11-21-discussion.md"],
    ["🏗️ \u202E\0\n", "2026-11-21-discussion.md"],
    [`${"word ".repeat(40)}end`, `2026-11-21-${"word-".repeat(15)}word.md`],
  ])("%j is written to %s", (topic, name) => {
    expect(fileName("2026-11-21T10:00:00.000Z", topic, "md")).toBe(name);
  });

  it("is a name that every system takes", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 300 }), (topic) => {
        const name = fileName("2026-11-21T10:00:00.000Z", topic, "html");

        expect(name).toMatch(/^2026-11-21-[\p{L}\p{M}\p{N}-]*[\p{L}\p{M}\p{N}]\.html$/u);
        expect(name.length).toBeLessThanOrEqual(100);
        expect(Buffer.byteLength(name)).toBeLessThanOrEqual(143);
        expect(name.isWellFormed()).toBe(true);
      }),
    );
  });
});
