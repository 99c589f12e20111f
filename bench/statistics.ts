/** How long something took, in milliseconds. */
export interface Timing {
  median: number
  p95: number
  runs: number
}

/** Median and 95th percentile of some durations. */
export function timingOf(durations: readonly number[]): Timing {
  const sorted = [...durations].sort((a, b) => a - b)
  const at = (share: number) =>
    sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]
  return {median: at(0.5) ?? 0, p95: at(0.95) ?? 0, runs: sorted.length}
}

/**
 * Does something one after the other and measures each time.
 *
 * @param work - gets the number of the run, from 0
 */
export async function measure(
  runs: number,
  work: (run: number) => Promise<unknown>,
): Promise<Timing> {
  const durations: number[] = []
  for (let run = 0; run < runs; run += 1) {
    const started = performance.now()
    await work(run)
    durations.push(performance.now() - started)
  }
  return timingOf(durations)
}
