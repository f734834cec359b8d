/** The nearest rank: always one of the samples, so that p99 of a few is the worst of them. */
export function percentile(samples: readonly number[], percent: number): number {
  const rank = Math.max(1, Math.ceil((percent / 100) * samples.length));
  const sample = samples.toSorted((a, b) => a - b)[rank - 1];
  if (sample === undefined) throw new Error("there is nothing to take a percentile of");
  return sample;
}
