import { arch, cpus, platform } from "node:os";
import { exportFile } from "./export.ts";
import { firstText } from "./first-text.ts";
import { crowd } from "./crowd.ts";
import { memory } from "./memory.ts";
import { open } from "./open.ts";
import { page } from "./page.ts";
import { renderRows } from "./render-rows.ts";
import { restart } from "./restart.ts";
import type { Row } from "./row.ts";
import { start } from "./start.ts";
import { stop } from "./stop.ts";

import { telegram } from "./telegram.ts";
import { turn } from "./turn.ts";

const benchmarks: ReadonlyMap<string, () => Promise<readonly Row[]>> = new Map([
  ["open", open],
  ["start", start],
  ["memory", memory],
  ["export", exportFile],
  ["turn", turn],
  ["crowd", crowd],
  ["stop", stop],
  ["restart", restart],
  ["telegram", telegram],
  ["first-text", firstText],
  ["page", page],
]);

const names = process.argv.slice(2);
const unknown = names.filter((name) => !benchmarks.has(name));
if (unknown.length > 0) {
  process.stderr.write(
    `There is no benchmark ${unknown.join(", ")}. There are ${[...benchmarks.keys()].join(", ")}.\n`,
  );
  process.exit(2);
}

const machine = `${cpus().length} cores, ${platform()} ${arch()}, Node ${process.versions.node}`;
console.log(`${new Date().toISOString().slice(0, 10)}, ${machine}`);
for (const [name, run] of benchmarks) {
  if (names.length > 0 && !names.includes(name)) continue;
  console.log(`\n## ${name}\n\n${renderRows(await run())}`);
}
