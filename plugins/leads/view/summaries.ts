import type {ColumnId} from '../../../core/leads/columnId.ts'

/**
 * A summary of a column for all leads of a view: the share with a value, the lowest and highest value,
 * or the number of leads by value. Only summaries that indexes answer are offered; an average, a median
 * or a sum would read every lead.
 */
export type SummaryKind = 'known' | 'range' | 'values'

/** A column with summaries. */
export type SummaryColumn = keyof typeof SUMMARIES

/**
 * The summaries by column: those that take well under a second for a million leads on an embedded lake.
 * No index shows whether a lead has a telephone number, a job title or a list, and each of the seven
 * counts of newsletter states reads a whole index, so these are not offered.
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

/** The chosen summary of each column. */
export type SummaryChoices = Readonly<Partial<Record<SummaryColumn, SummaryKind>>>

/** Whether a column has summaries. */
export function isSummaryColumn(column: ColumnId): column is SummaryColumn {
  return Object.hasOwn(SUMMARIES, column)
}

/** The summaries of a column. */
export function summariesOf(column: SummaryColumn): readonly SummaryKind[] {
  return SUMMARIES[column]
}

/** Parses stored choices; ignores invalid ones. */
export function readChoices(stored: unknown): SummaryChoices {
  if (typeof stored !== 'object' || stored === null) return {}
  const choices: Partial<Record<SummaryColumn, SummaryKind>> = {}
  for (const [column, wanted] of Object.entries(stored)) {
    const known = Object.keys(SUMMARIES).find((each): each is SummaryColumn => each === column)
    const kind = known && summariesOf(known).find((each) => each === wanted)
    if (known && kind) choices[known] = kind
  }
  return choices
}
