import {hasWord} from '../sql/matchCondition.ts'
import type {PatternWord} from '../indexes/matchWords.ts'
import type {LakeSearch, PreparedFilter} from '../sql/preparedFilter.ts'
import {familyCondition} from '../sql/scopeSql.ts'
import {fitting, signatureSample} from './signatureSample.ts'
import {ALWAYS, type SqlCondition} from '../sql/sqlText.ts'
import {startSignature, type Signature} from '../indexes/wordSignature.ts'

/** So many of those whose signature fits are fetched, to see whether they are meant. */
const FITTING = 200
/** A word that a greater part of the documents has is common. */
const COMMON = 0.005
/** Rows whose words are looked at where there are no signatures: each is fetched by itself. */
const ROWS = 400
/** Of rows all over the table, so many must be of the documents in question. */
const ENOUGH = 40
/** Rows all over the table that tell how many are of some families. */
const FAMILY_ROWS = 60

/**
 * The part of documents, from 0 to 1, that have one of some signatures; `null` where there are no
 * signatures to go by.
 *
 * @param exact - is asked of those that have one, where they are few: others have them too
 */
export function partWithSignature(
  prepared: PreparedFilter,
  search: LakeSearch,
  signatures: readonly Signature[],
  exact: SqlCondition = ALWAYS,
): number | null {
  const sample = signatureSample(prepared, search, lastPlace(search))
  if (!sample) return null
  const looked = sample.places.length
  const places = fitting(sample, signatures)
  if (places.length === 0) return 0
  if (exact.text === ALWAYS.text || places.length > FITTING) return places.length / looked
  const [, hits] = sampled(
    search,
    `SELECT 0, total(${exact.text}) FROM json_each(?) s CROSS JOIN entries e ON e.n = s.value`,
    [...exact.params, JSON.stringify(places)],
  )
  return hits / looked
}

/** The greatest position there is, which is about how many rows there are. */
export function lastPlace({rows}: LakeSearch): number {
  return Number(rows('SELECT max(n) FROM entries', [])[0]?.[0] ?? 0)
}

/**
 * The part of documents, from 0 to 1, for which any condition holds. Looks at rows all over the
 * table: those next to each other in an index are of one kind, as are ids that begin alike.
 *
 * @param rows - how many are looked at
 */
export function partOfRows(
  prepared: PreparedFilter,
  search: LakeSearch,
  condition: SqlCondition,
  rows = ROWS,
): number {
  const base = familyCondition(prepared.scope)
  const places = placesAllOver(lastPlace(search), rows)
  const [looked, hits] = sampled(
    search,
    `SELECT count(*), total(${condition.text}) FROM json_each(?) s CROSS JOIN entries e ON e.n = s.value WHERE ${base.text}`,
    [...condition.params, places, ...base.params],
  )
  if (looked >= ENOUGH) return hits / looked
  const isThere = search.file.indexes().has('entries_by_id')
  const index = isThere ? ' INDEXED BY entries_by_id' : ''
  const sample = `SELECT * FROM entries e${index} WHERE ${base.text} LIMIT ${rows}`
  return part(search, `SELECT count(*), total(${condition.text}) FROM (${sample}) e`, [
    ...condition.params,
    ...base.params,
  ])
}

/** The part of all documents, from 0 to 1, that are of a filter's families. */
export function partOfFamilies({scope}: PreparedFilter, search: LakeSearch): number {
  const {text, params} = familyCondition(scope)
  const places = placesAllOver(lastPlace(search), FAMILY_ROWS)
  const [count] = sampled(
    search,
    `SELECT count(*), 0 FROM json_each(?) s CROSS JOIN entries e ON e.n = s.value WHERE ${text}`,
    [places, ...params],
  )
  return count / FAMILY_ROWS
}

function placesAllOver(last: number, count: number): string {
  const places = Array.from({length: count}, (_, index) =>
    Math.ceil(((index + 0.5) * last) / count),
  )
  return JSON.stringify(places)
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
    const common = partWithSignature(prepared, search, [wanted])
    if (common !== null) return common >= COMMON
  }
  return partOfRows(prepared, search, hasWord(word, columns)) >= COMMON
}
