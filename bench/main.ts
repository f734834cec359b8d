import { arch, cpus, platform } from "node:os";
import { memory } from "./memory.ts";
import { open } from "./open.ts";
import { renderRows } from "./render-rows.ts";
import type { Row } from "./row.ts";
import { start } from "./start.ts";

const benchmarks: ReadonlyMap<string, () => Promise<readonly Row[]>> = new Map([
  ["open", open],
  ["start", start],
  ["memory", memory],
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
