import { globSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";

/** Bottom to top. A unit may import itself and any unit of a lower layer, never one beside it. */
const layers: readonly (readonly string[])[] = [
  ["core", "log.ts"],
  ["storage", "models", "export"],
  ["engine"],
  ["commands"],
  ["adapters/telegram", "adapters/web"],
  ["config.ts"],
  ["main.ts"],
];

/** The units in which an outside library may be named; zod may be everywhere. */
const homes: Readonly<Record<string, readonly string[]>> = {
  grammy: ["adapters/telegram"],
  hono: ["adapters/web"],
  "@hono/node-server": ["adapters/web"],
  preact: ["adapters/web"],
  "@preact/signals": ["adapters/web"],
  dompurify: ["adapters/web"],
  "highlight.js": ["adapters/web"],
  vite: ["adapters/web"],
  marked: ["adapters/telegram", "adapters/web", "export"],
  kysely: ["storage"],
  pg: ["storage"],
  "node:sqlite": ["storage"],
  "eventsource-parser": ["models"],
  openai: ["models"],
  pino: ["log.ts"],
};

const imports = globSync("src/**/*.{ts,tsx}").flatMap((file) =>
  [
    ...readFileSync(file, "utf8").matchAll(
      /(?:\}|\*|\w)\s+from "([^"]+)"|^import "([^"]+)"|\bimport\("([^"]+)"\)/gm,
    ),
  ].map(([, named, bare, dynamic]) => ({ file, target: named ?? bare ?? dynamic ?? "" })),
);

test("the imports of all layers are read", () => {
  expect(new Set(imports.map(({ file }) => unitOf(file))).size).toBeGreaterThan(5);
});

test.each(imports)("$file may import $target", ({ file, target }) => {
  const importer = unitOf(file);

  if (target.startsWith(".")) {
    const imported = unitOf(join(dirname(file), target));
    if (imported !== importer) expect(layerOf(imported)).toBeLessThan(layerOf(importer));
  } else {
    const library = libraryOf(target);
    if (importer === "core") expect(library, "core is pure").toBe("zod");
    if (library !== "zod" && !target.startsWith("node:")) expect(homes).toHaveProperty([library]);
    expect(homes[library] ?? [importer]).toContain(importer);
  }
});

function unitOf(path: string): string {
  const unit = layers
    .flat()
    .find((name) => path === `src/${name}` || path.startsWith(`src/${name}/`));
  if (!unit) throw new Error(`${path} belongs to no layer: give its folder one, or move it`);
  return unit;
}

function layerOf(unit: string): number {
  return layers.findIndex((layer) => layer.includes(unit));
}

function libraryOf(target: string): string {
  if (target.startsWith("node:")) return target;
  return target
    .split("/")
    .slice(0, target.startsWith("@") ? 2 : 1)
    .join("/");
}
