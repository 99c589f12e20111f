import {z} from 'zod'
import type {Mutation} from '../changes/mutation.ts'

/** What the pages of a service show of an account, and people can compare. */
export const SOURCE_TOTALS = ['total', 'subscribed', 'unsubscribed', 'bounced'] as const

/** English titles, for forms of records. */
export const SOURCE_TOTAL_TITLES: Readonly<Record<(typeof SOURCE_TOTALS)[number], string>> = {
  total: 'All people',
  subscribed: 'Subscribed',
  unsubscribed: 'Unsubscribed',
  bounced: 'Bounced or cleaned',
}

/** Largest number that somebody may state. */
export const MAX_SOURCE_TOTAL = 1_000_000_000

/** Schema of one number that somebody states. */
export const StatedCount = z.int().min(0).max(MAX_SOURCE_TOTAL)

/** Schema of {@link SourceTotals}. */
const Totals = z.object({
  total: StatedCount.nullish(),
  subscribed: StatedCount.nullish(),
  unsubscribed: StatedCount.nullish(),
  bounced: StatedCount.nullish(),
})

/** How many people the source has by its own count; what nobody stated is missing or `null`. */
export type SourceTotals = z.infer<typeof Totals>

/** The totals in the document of an import; nothing where they cannot be read. */
export function sourceTotalsOf({sourceTotals}: {sourceTotals?: unknown}): SourceTotals {
  const parsed = Totals.safeParse(sourceTotals ?? {})
  return parsed.success ? parsed.data : {}
}

/** The totals that were stated, as the document of an import has them; `null` for none. */
export function statedTotals(totals: SourceTotals): Record<string, number> | null {
  const stated = SOURCE_TOTALS.flatMap((name) => {
    const count = totals[name]
    return count == null ? [] : [[name, count] as const]
  })
  return stated.length === 0 ? null : Object.fromEntries(stated)
}

/** States at an import what its source shows. The numbers are compared with, and change nothing else. */
export function stateTotals(job: {_id: string}, totals: SourceTotals): Mutation[] {
  const stated = statedTotals(totals)
  const change = stated === null ? {unset: ['sourceTotals']} : {set: {sourceTotals: stated}}
  return [{patch: {id: job._id, ...change}}]
}
