import type { Browser } from "playwright-core";
import { z } from "zod";

export type BrowserTrace = {
  /** From the start of the navigation to the first text or picture. */
  readonly firstPaintMs: number;
  /** What the page's main thread did in one go, by the clock and by its own processor time. */
  readonly tasks: readonly { readonly clockMs: number; readonly processorMs: number }[];
};

const eventSchema = z.object({
  name: z.string(),
  pid: z.number(),
  tid: z.number(),
  ts: z.number(),
  dur: z.number().default(0),
  tdur: z.number().default(0),
  args: z.record(z.string(), z.unknown()).default({}),
});
const traceSchema = z.object({ traceEvents: z.array(eventSchema) });

/** What Chromium itself noted while `work` was done; it opens one page. */
export async function traceBrowser(
  browser: Browser,
  work: () => Promise<void>,
): Promise<BrowserTrace> {
  await browser.startTracing(undefined, {
    categories: ["loading", "blink.user_timing", "disabled-by-default-devtools.timeline"],
  });
  await work();
  const trace = await browser.stopTracing();
  const { traceEvents: events } = traceSchema.parse(JSON.parse(trace.toString("utf8")));
  const paint = events.findLast(({ name }) => name === "firstContentfulPaint");
  const navigation = events.findLast(
    ({ name, pid, ts }) => name === "navigationStart" && pid === paint?.pid && ts < paint.ts,
  );
  if (!paint || !navigation) throw new Error("the trace has no first paint");
  return {
    firstPaintMs: (paint.ts - navigation.ts) / 1000,
    tasks: events
      .filter(({ name, pid, tid }) => name === "RunTask" && pid === paint.pid && tid === paint.tid)
      .map(({ dur, tdur }) => ({ clockMs: dur / 1000, processorMs: tdur / 1000 })),
  };
}
