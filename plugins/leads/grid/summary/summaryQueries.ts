import {fieldSort} from '../../../../core/leads/fieldSort.ts'
import {leadField} from '../../../../core/leads/leadFields.ts'
import {z} from 'zod'
import {type GridView, leadCondition, type GridQuery} from '../../data/pageQueries.ts'
import type {SummaryColumn, SummaryKind} from '../../view/summaries.ts'

/** A summary of a column. */
export type Summary =
  | {kind: 'known'; known: number; all: number}
  | {kind: 'range'; low: string | number | null; high: string | number | null}
  /** Number of leads with each requested value, and with other ones. */
  | {kind: 'values'; counts: readonly {value: string; count: number}[]; others: number; all: number}

/** The condition that a column has a value, in a form that uses an index. */
function isKnown(column: SummaryColumn): string {
  const {type} = leadField(column)
  if (type === 'number' || type === 'moment') return `defined(${column})`
  return `${fieldSort(column)?.expression} > ""`
}

function valueName(index: number): string {
  return `summary${index}`
}

/**
 * The query for a summary.
 *
 * @param values - the values to count, for the kind `values`
 */
export function summaryQuery(
  view: GridView,
  column: SummaryColumn,
  kind: SummaryKind,
  values: readonly string[],
): GridQuery {
  const leads = leadCondition(view.where)
  const params = {site: view.site, ...view.where.params}
  const all = `"all": count(*[${leads}])`
  if (kind === 'known') {
    return {query: `{${all}, "known": count(*[${leads} && ${isKnown(column)}])}`, params}
  }
  if (kind === 'range') {
    const end = (direction: string) =>
      `*[${leads} && ${isKnown(column)}] | order(${column} ${direction}, _id asc)[0].${column}`
    return {query: `{"low": ${end('asc')}, "high": ${end('desc')}}`, params}
  }
  const names = values.map((_, index) => valueName(index))
  const counts = names.map((name) => `"${name}": count(*[${leads} && ${column} == $${name}])`)
  const named = Object.fromEntries(values.map((value, index) => [valueName(index), value]))
  return {query: `{${[all, ...counts].join(', ')}}`, params: {...params, ...named}}
}

const knownSchema = z.object({all: z.number(), known: z.number()})
const end = z.union([z.string(), z.number()]).nullable()
const rangeSchema = z.object({low: end, high: end})
const countsSchema = z.record(z.string(), z.number())

/** Parses the answer to {@link summaryQuery}. */
export function parseSummary(
  answer: unknown,
  kind: SummaryKind,
  values: readonly string[],
): Summary {
  if (kind === 'known') return {kind, ...knownSchema.parse(answer)}
  if (kind === 'range') return {kind, ...rangeSchema.parse(answer)}
  const {all = 0, ...found} = countsSchema.parse(answer)
  const counts = values.map((value, index) => ({value, count: found[valueName(index)] ?? 0}))
  const counted = counts.reduce((sum, {count}) => sum + count, 0)
  return {kind, counts, all, others: Math.max(0, all - counted)}
}
