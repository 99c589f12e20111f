import {parseJobSums, type JobSums} from '../jobs/jobChunk.ts'
import type {ImportRecord} from './importJob.ts'
import {SOURCE_TOTALS, type SourceTotals} from './sourceTotals.ts'
import {CLAIM_CAUSES, NO_LEAD, type ClaimCause} from './rowSums.ts'

/** A state that is compared. */
export type ReconciledState =
  | 'total'
  | 'subscribed'
  | 'pending'
  | 'unsubscribed'
  | 'bounced'
  | 'complained'
  | 'none'
  | 'suppressed'

/** In the order in which they are shown; the first ones always are. */
const STATES: readonly Exclude<ReconciledState, 'total'>[] = [
  'subscribed',
  'unsubscribed',
  'bounced',
  'pending',
  'complained',
  'none',
  'suppressed',
]
const ALWAYS_SHOWN = 3

/** Why other people are stored with a state than the files name with it. */
export interface StateDifference {
  cause: Exclude<ClaimCause, 'as-said'> | 'not-decided'
  /** More than 0 where people come in, below 0 where they are taken away. */
  count: number
}

/** The people with a state: in the source, in the files, and in the store. */
export interface ReconciledLine {
  state: ReconciledState
  /** By the source's own count; `null` where nobody stated it. */
  source: number | null
  /** Rows that say so. */
  files: number
  /** People who are stored so. It is always `files` and all `differences` together. */
  stored: number
  differences: readonly StateDifference[]
  /** Rows less people of the source: below 0 where the files lack people. */
  fromSource: number | null
}

interface ClaimCount {
  claim: string
  cause: ClaimCause
  standing: string
  count: number
}

function claimsOf(sums: JobSums): ClaimCount[] {
  return Object.entries(sums).flatMap(([name, count]) => {
    const [kind, claim = '', causeName, standing = ''] = name.split('.')
    const cause = CLAIM_CAUSES.find((each) => each === causeName)
    return kind === 'said' && cause ? [{claim, cause, standing, count}] : []
  })
}

function addUp(counts: readonly ClaimCount[]): number {
  return counts.reduce((sum, {count}) => sum + count, 0)
}

/** What `counts` add to a line, or take from it, by their causes. */
function differencesOf(counts: readonly ClaimCount[], sign: 1 | -1): StateDifference[] {
  return CLAIM_CAUSES.flatMap((cause) => {
    if (cause === 'as-said') return []
    const count = addUp(counts.filter((each) => each.cause === cause))
    return count === 0 ? [] : [{cause, count: sign * count}]
  })
}

function lineOf(
  state: ReconciledState,
  source: number | null | undefined,
  rows: readonly ClaimCount[],
  people: readonly ClaimCount[],
): ReconciledLine {
  const isOf = new Set(people)
  const away = rows.filter((each) => !isOf.has(each))
  const isRow = new Set(rows)
  const from = people.filter((each) => !isRow.has(each))
  const files = addUp(rows)
  return {
    state,
    source: source ?? null,
    files,
    stored: addUp(people),
    differences: [...differencesOf(away, -1), ...differencesOf(from, 1)],
    fromSource: source == null ? null : files - source,
  }
}

/**
 * Compares what a source has by its own count with what its files say, and with what is or would be stored.
 *
 * @param sums - of the import; see `rowSums.ts`
 * @param read - rows of the import
 */
export function reconcile(sums: JobSums, read: number, source: SourceTotals): ReconciledLine[] {
  const claims = claimsOf(sums)
  const leads = claims.filter(({standing}) => standing !== NO_LEAD)
  const total = lineOf('total', source.total, claims, leads)
  // Rows that the store refused have no sums.
  const undecided = Math.max(0, read - total.files)
  const files = total.files + undecided
  const whole: ReconciledLine = {
    ...total,
    files,
    fromSource: source.total == null ? null : files - source.total,
    differences: [
      ...total.differences,
      ...(undecided > 0 ? [{cause: 'not-decided' as const, count: -undecided}] : []),
    ],
  }
  const lines = STATES.map((state) => {
    const name = SOURCE_TOTALS.find((each) => each === state)
    return lineOf(
      state,
      name && source[name],
      claims.filter(({claim}) => claim === state),
      leads.filter(({standing}) => standing === state),
    )
  })
  const isShown = ({source: stated, files: rows, stored}: ReconciledLine, index: number): boolean =>
    index < ALWAYS_SHOWN || stated !== null || rows > 0 || stored > 0
  return [whole, ...lines.filter(isShown)]
}

/** Compares the totals of an import that has ended; `null` where its record has no sums. */
export function reconcileImport(
  job: Pick<ImportRecord, 'sums' | 'totals'>,
  source: SourceTotals,
): ReconciledLine[] | null {
  const sums = parseJobSums(job.sums)
  return sums && reconcile(sums, job.totals?.total ?? 0, source)
}

/** Whether the files have as many people as the source shows; `null` where nobody stated a total. */
export function agreesWithSource(lines: readonly ReconciledLine[]): boolean | null {
  const compared = lines.flatMap(({fromSource}) => (fromSource === null ? [] : [fromSource]))
  return compared.length === 0 ? null : compared.every((difference) => difference === 0)
}
