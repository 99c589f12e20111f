import type {BulkReport, BulkTold} from './bulkReport.ts'

/** Translates a key with values; as `useTranslation` gives it. */
export type Translate = (key: string, values?: Record<string, unknown>) => string

/** How a bulk change ended in one line: “95 succeeded, 5 failed”. Ends that nobody came to are left out. */
export function resultText(t: Translate, report: BulkReport): string {
  const {succeeded, unchanged, skipped, failed} = report.tally
  const parts = [
    ['succeeded', succeeded],
    ['failed', failed],
    ['skipped', skipped],
    ['unchanged', unchanged],
    ['left', report.left],
  ] as const
  const said = parts.flatMap(([name, count]) => (count > 0 ? [t(`result.${name}`, {count})] : []))
  return said.length === 0 ? t('result.nothing') : said.join(', ')
}

/** Reasons with the number of leads that they are about, the most frequent first. */
export function reasonsOf(list: readonly BulkTold[]): {reason: string; count: number}[] {
  const counts = new Map<string, number>()
  for (const {reason} of list) counts.set(reason, (counts.get(reason) ?? 0) + 1)
  const all = Array.from(counts, ([reason, count]) => ({reason, count}))
  return all.sort((left, right) => right.count - left.count)
}
