import type {ColumnId} from '../data/columnId.ts'

/**
 * What can be told about a column for all leads of a view: how many have a value, the lowest and
 * highest one, or how many leads have each value. Only what a store answers from its indexes is
 * offered; an average, a median or a sum would have to read every lead.
 */
export type SummaryKind = 'known' | 'range' | 'values'

/** A column that can be summed up. */
export type SummaryColumn = keyof typeof SUMMARIES

/**
 * What is offered by column: what takes well under a second for a million leads on an embedded lake.
 * Telephone numbers, job titles and lists are in no index that tells whether there is one, and the
 * seven counts of newsletter states go through a whole index each; so they are not offered.
 */
export const SUMMARIES = {
  name: ['known'],
  company: ['known'],
  status: ['values'],
  engagement: ['values'],
  tags: ['known'],
  owner: ['known'],
  score: ['range', 'known'],
  lastContactAt: ['range', 'known'],
  lastActivityAt: ['range'],
  createdAt: ['range'],
} as const satisfies Partial<Record<ColumnId, readonly SummaryKind[]>>

/** What is chosen, by column. */
export type SummaryChoices = Readonly<Partial<Record<SummaryColumn, SummaryKind>>>

/** Whether a column can be summed up. */
export function isSummaryColumn(column: ColumnId): column is SummaryColumn {
  return Object.hasOwn(SUMMARIES, column)
}

/** What is offered for a column. */
export function summariesOf(column: SummaryColumn): readonly SummaryKind[] {
  return SUMMARIES[column]
}

/** The choices that make sense, of what was kept. */
export function readChoices(kept: unknown): SummaryChoices {
  if (typeof kept !== 'object' || kept === null) return {}
  const choices: Partial<Record<SummaryColumn, SummaryKind>> = {}
  for (const [column, wanted] of Object.entries(kept)) {
    const known = Object.keys(SUMMARIES).find((each): each is SummaryColumn => each === column)
    const kind = known && summariesOf(known).find((each) => each === wanted)
    if (known && kind) choices[known] = kind
  }
  return choices
}
