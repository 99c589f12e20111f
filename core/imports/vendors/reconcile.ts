/** A file before and after its import. */
export interface FileTotals {
  name: string
  /** People in it by the service's own count, such as the number that its page shows; `null` if unknown. */
  stated: number | null
  /** Rows that were read. */
  read: number
  /** Rows by what became of them: each row has one outcome. */
  outcomes: Readonly<Record<string, number>>
}

/** What does not add up in a file. */
export interface FileDifference {
  name: string
  /** Rows read less people by the service's own count: below 0 where the file lacks people. */
  fromStated: number
  /** Rows that have no outcome; below 0 where more have one than were read. */
  unaccounted: number
}

/** Totals of all files, and where they do not add up. */
export interface Reconciliation {
  read: number
  /** Total of the service's own counts; `null` where one of them is not known. */
  stated: number | null
  outcomes: Readonly<Record<string, number>>
  differences: readonly FileDifference[]
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}

/** Compares what a service had with what was read and with what became of it. */
export function reconcile(files: readonly FileTotals[]): Reconciliation {
  const labels = new Set(files.flatMap(({outcomes}) => Object.keys(outcomes)))
  const stated = files.map((file) => file.stated)
  return {
    read: sum(files.map(({read}) => read)),
    stated: stated.includes(null) ? null : sum(stated.map((number) => number ?? 0)),
    outcomes: Object.fromEntries(
      [...labels].map((label) => [label, sum(files.map(({outcomes}) => outcomes[label] ?? 0))]),
    ),
    differences: files.flatMap(({name, stated, read, outcomes}): FileDifference[] => {
      const fromStated = stated === null ? 0 : read - stated
      const unaccounted = read - sum(Object.values(outcomes))
      return fromStated === 0 && unaccounted === 0 ? [] : [{name, fromStated, unaccounted}]
    }),
  }
}
