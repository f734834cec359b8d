import { monitorEventLoopDelay } from "node:perf_hooks";

export type Load = {
  readonly ms: number;
  /** The most resident memory that this process ever had, in megabytes. */
  readonly peakMemory: number;
  /** How late a timer was, in milliseconds. */
  readonly delay: { readonly p50: number; readonly p99: number; readonly max: number };
};

const resolutionMs = 10;

/** What the work between now and `stop` takes of this process. */
export function measureLoad(): { stop(): Load } {
  const startedAt = performance.now();
  const histogram = monitorEventLoopDelay({ resolution: resolutionMs });
  histogram.enable();
  // It counts from one timer to the next, so that a loop with nothing to do has a delay of the resolution.
  const late = (nanoseconds: number) => Math.max(0, nanoseconds / 1e6 - resolutionMs);

  return {
    stop() {
      histogram.disable();
      return {
        ms: performance.now() - startedAt,
        peakMemory: (process.resourceUsage().maxRSS * 1024) / 1e6,
        delay: {
          p50: late(histogram.percentile(50)),
          p99: late(histogram.percentile(99)),
          max: late(histogram.max),
        },
      };
    },
  };
}
