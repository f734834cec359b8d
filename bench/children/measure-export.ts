import { createWriteStream } from "node:fs";
import { devNull } from "node:os";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";

/** Time and memory of text that is made as it is written to nowhere. */
export async function measureExport(
  open: () => AsyncIterable<string> | Iterable<string>,
): Promise<{ readonly ms: number; readonly aboveIdleMb: number }> {
  const idleBytes = process.memoryUsage.rss();
  const startedAt = performance.now();
  await pipeline(Readable.from(open()), createWriteStream(devNull));
  const ms = performance.now() - startedAt;
  const peakBytes = process.resourceUsage().maxRSS * 1024;
  return { ms, aboveIdleMb: (peakBytes - idleBytes) / 1_000_000 };
}
