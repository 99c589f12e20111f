import {entryIndexes} from './indexSchema.ts'
import {hasWord} from './matchCondition.ts'
import type {PatternWord} from './matchWords.ts'
import type {LakeSearch, PreparedFilter} from './preparedFilter.ts'
import {familyCondition} from './scopeSql.ts'
import {hasSignature} from './signatureCondition.ts'
import type {SqlCondition} from './sqlText.ts'
import {startSignature} from './wordSignature.ts'

/** Rows whose signatures are counted, which stand close together. */
const SIGNATURES = 5_000
/** A word that a greater part of the documents has is common. */
const COMMON = 0.005
/** Rows whose words are looked at where there are no signatures: each is fetched by itself. */
const ROWS = 400
/** Of rows all over the table, so many must be of the documents in question. */
const ENOUGH = 40

/**
 * The index in whose order rows are looked at. It must not be one of texts: all that is found may
 * stand together in it.
 */
function sampleIndex({scope}: PreparedFilter, {file}: LakeSearch): string | null {
  const {plan} = scope
  const existing = file.indexes()
  const ofText = plan.columns.filter(({key}) => plan.texts.some((text) => key.includes(text.key)))
  const found = entryIndexes(file.plan).find(
    ({name, type, columns, covers}) =>
      type === plan.number &&
      existing.has(name) &&
      covers.length > 0 &&
      !ofText.some((column) => columns.includes(column.name)),
  )
  return found?.name ?? null
}

/**
 * The part of documents, from 0 to 1, for which a condition on signatures holds; `null` where there
 * are no signatures to go by.
 */
export function partWithSignature(
  prepared: PreparedFilter,
  search: LakeSearch,
  condition: SqlCondition,
): number | null {
  const {signature} = prepared.scope.plan
  const index = sampleIndex(prepared, search)
  if (index === null) return null
  const base = familyCondition(prepared.scope)
  const sample = `SELECT ${signature.map((name) => `e.${name}`).join(', ')} FROM entries e INDEXED BY ${index} WHERE ${base.text} LIMIT ${SIGNATURES}`
  return part(search, `SELECT count(*), total(${condition.text}) FROM (${sample}) e`, [
    ...condition.params,
    ...base.params,
  ])
}

/** The greatest position there is, which is about how many rows there are. */
export function lastPlace({rows}: LakeSearch): number {
  return Number(rows('SELECT max(n) FROM entries', [])[0]?.[0] ?? 0)
}

/**
 * The part of documents, from 0 to 1, for which any condition holds. Looks at rows all over the
 * table: those next to each other in an index are of one kind, as are ids that begin alike.
 */
export function partOfRows(
  prepared: PreparedFilter,
  search: LakeSearch,
  condition: SqlCondition,
): number {
  const base = familyCondition(prepared.scope)
  const all = lastPlace(search)
  const places = Array.from({length: ROWS}, (_, index) => Math.ceil(((index + 0.5) * all) / ROWS))
  const [looked, hits] = sampled(
    search,
    `SELECT count(*), total(${condition.text}) FROM json_each(?) s CROSS JOIN entries e ON e.n = s.value WHERE ${base.text}`,
    [...condition.params, JSON.stringify(places), ...base.params],
  )
  if (looked >= ENOUGH) return hits / looked
  const isThere = search.file.indexes().has('entries_by_id')
  const index = isThere ? ' INDEXED BY entries_by_id' : ''
  const sample = `SELECT * FROM entries e${index} WHERE ${base.text} LIMIT ${ROWS}`
  return part(search, `SELECT count(*), total(${condition.text}) FROM (${sample}) e`, [
    ...condition.params,
    ...base.params,
  ])
}

function sampled(
  {rows}: LakeSearch,
  text: string,
  params: readonly unknown[],
): [looked: number, hits: number] {
  const [all, hits] = rows(text, params)[0] ?? []
  return [Number(all), Number(hits)]
}

function part(search: LakeSearch, text: string, params: readonly unknown[]): number {
  const [looked, hits] = sampled(search, text, params)
  return looked === 0 ? 0 : hits / looked
}

/** Whether so many documents have a word that full text search would be slow to gather them. */
export function isCommonWord(
  prepared: PreparedFilter,
  search: LakeSearch,
  word: PatternWord,
  columns: readonly string[],
): boolean {
  const wanted = word.start && startSignature(word.start.text)
  if (wanted?.some((bits) => bits !== 0)) {
    const condition = hasSignature(prepared.scope.plan.signature, [wanted])
    const common = partWithSignature(prepared, search, condition)
    if (common !== null) return common >= COMMON
  }
  return partOfRows(prepared, search, hasWord(word, columns)) >= COMMON
}
