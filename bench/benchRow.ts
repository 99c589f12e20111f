/** One line of the result. Times are milliseconds. */
export interface BenchRow {
  name: string
  median: number
  p95: number
  /** Upper limit of the median. */
  targetMs?: number
  /** Another target, and whether it was reached. */
  target?: {text: string; met: boolean}
  /** One evaluation by groq-js, on so many documents. */
  groqJs?: {ms: number; documents: number}
  /** The same rows by hand-written SQL. */
  sqlMs?: number
  note?: string
  /** Memory of the lake after the job, in MB. */
  memoryMb?: number
  /** A failed check; the bench ends with an error. */
  failure?: string
}

function ms(value: number): string {
  return `${value.toFixed(value < 10 ? 2 : 0)} ms`
}

function targetOf({median, targetMs, target}: BenchRow): string {
  if (target) return `${target.met ? '' : 'OVER '}${target.text}`
  return targetMs === undefined ? '' : `${median <= targetMs ? '<' : 'OVER'} ${targetMs} ms`
}

/** The heading of the lines of {@link formatRow}. */
export const BENCH_HEADER = `${'job'.padEnd(40)}     median        p95        target   groq-js        SQL   memory`

/**
 * A line of the table. The factor of groq-js is marked where it had fewer documents than the lake.
 *
 * @param documents - number in the lake
 */
export function formatRow(row: BenchRow, documents: number): string {
  const {name, median, p95, groqJs, sqlMs, memoryMb, note, failure} = row
  const fewer = groqJs && groqJs.documents < documents ? `@${groqJs.documents / 1000}k` : ''
  const parts = [
    name.padEnd(40),
    ms(median).padStart(10),
    ms(p95).padStart(10),
    targetOf(row).padStart(13),
    (groqJs ? `${Math.round(groqJs.ms / median)}x${fewer}` : '').padStart(9),
    (sqlMs === undefined ? '' : ms(sqlMs)).padStart(10),
    (memoryMb === undefined ? '' : `${memoryMb} MB`).padStart(8),
    note ?? '',
    failure === undefined ? '' : `FAILED: ${failure}`,
  ]
  return parts.join(' ').trimEnd()
}

/** A count as the table shows it. */
export function formatCount(value: number): string {
  return Math.round(value).toLocaleString('en')
}

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
 * Runs work several times in sequence and measures each run.
 *
 * @param work - takes the number of the run, from 0
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
