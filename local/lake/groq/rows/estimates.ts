import {contains} from '../groqTree.ts'
import {entryIndexes, type EntryIndex} from '../indexes/indexSchema.ts'
import type {LakeFile} from '../indexes/lakeFile.ts'
import type {PatternWord} from '../indexes/matchWords.ts'
import {startSignature, type Signature} from '../indexes/wordSignature.ts'
import {compileSql} from '../sql/compileSql.ts'
import {partitionCondition} from '../sql/conditionScope.ts'
import type {LakeSearch, PreparedFilter} from '../sql/lakeSearch.ts'
import {hasWord, isWordMatch} from '../sql/matchCondition.ts'
import {allOf, ALWAYS, columnsRead, type SqlCondition} from '../sql/sqlCondition.ts'

/** Rows that are fetched to estimate a condition. */
const ROWS = 400
/** Of rows spread over the table, at least this many must be in the filter's partitions. */
const ENOUGH = 40
/** Rows that show which share of all documents is in some partitions. */
const PARTITION_ROWS = 60
/** A word that a larger share of the documents has is common. */
const COMMON = 0.005
/** At most this many rows whose signature fits are fetched, to check the condition itself. */
const FITTING = 200

/** The highest position, which is about the number of rows. */
export function highestPosition({rows}: LakeSearch): number {
  return Number(rows('SELECT max(n) FROM entries', [])[0]?.[0] ?? 0)
}

/**
 * The share of a filter's documents, from 0 to 1, for which a condition holds. It reads rows spread
 * over the table: neighbours in an index are alike, as are ids that begin alike.
 *
 * @param rows - how many are read
 */
export function shareOfRows(
  prepared: PreparedFilter,
  search: LakeSearch,
  condition: SqlCondition,
  rows = ROWS,
): number {
  const base = partitionCondition(prepared.scope)
  const [count, hits] = counted(
    search,
    `SELECT count(*), total(${condition.text}) FROM json_each(?) s CROSS JOIN entries e ON e.n = s.value WHERE ${base.text}`,
    [...condition.params, spreadPositions(search, rows), ...base.params],
  )
  if (count >= ENOUGH) return hits / count
  const isThere = search.file.indexes().has('entries_by_id')
  const index = isThere ? ' INDEXED BY entries_by_id' : ''
  const sample = `SELECT * FROM entries e${index} WHERE ${base.text} LIMIT ${rows}`
  const [own, ownHits] = counted(
    search,
    `SELECT count(*), total(${condition.text}) FROM (${sample}) e`,
    [...condition.params, ...base.params],
  )
  return own === 0 ? 0 : ownHits / own
}

/** The share of all documents, from 0 to 1, that is in a filter's partitions. */
export function shareOfPartitions({scope}: PreparedFilter, search: LakeSearch): number {
  const {text, params} = partitionCondition(scope)
  const [count] = counted(
    search,
    `SELECT count(*), 0 FROM json_each(?) s CROSS JOIN entries e ON e.n = s.value WHERE ${text}`,
    [spreadPositions(search, PARTITION_ROWS), ...params],
  )
  return count / PARTITION_ROWS
}

function spreadPositions(search: LakeSearch, count: number): string {
  const highest = highestPosition(search)
  const positions = Array.from({length: count}, (_, index) =>
    Math.ceil(((index + 0.5) * highest) / count),
  )
  return JSON.stringify(positions)
}

function counted(
  {rows}: LakeSearch,
  text: string,
  params: readonly unknown[],
): [count: number, hits: number] {
  const [count, hits] = rows(text, params)[0] ?? []
  return [Number(count), Number(hits)]
}

/** Any order of fewer documents is walked quickly. */
const FEW_DOCUMENTS = 50_000
/** Rows that are read to find one match; the second number only while the first finds none. */
const PROBES = [60, 1000]

/**
 * Whether matches are so rare that walking an index of the order takes longer than reading all rows,
 * because each row has to be fetched for the conditions that the index does not cover.
 */
export function isSparse(prepared: PreparedFilter, search: LakeSearch, index: EntryIndex): boolean {
  const {scope, conditions} = prepared
  const covered = new Set(['n', 't', 'f', 'id', ...index.columns])
  // For words, signatures in the index show whether they match soon.
  const outside = conditions
    .filter((node) => !contains(node, isWordMatch))
    .map((node) => compileSql(node, true, scope))
    .filter(
      (one) => one.text.includes('SELECT') || columnsRead(one).some((name) => !covered.has(name)),
    )
  if (outside.length === 0 || highestPosition(search) < FEW_DOCUMENTS) return false
  const where = allOf(outside)
  return PROBES.every((rows) => shareOfRows(prepared, search, where, rows) === 0)
}

/** Whether a word is in so many documents that full text search would be slow to gather them. */
export function isCommonWord(
  prepared: PreparedFilter,
  search: LakeSearch,
  word: PatternWord,
  columns: readonly string[],
): boolean {
  const wanted = word.start && startSignature(word.start.text)
  if (wanted?.some((bits) => bits !== 0)) {
    const common = shareWithSignature(prepared, search, [wanted])
    if (common !== null) return common >= COMMON
  }
  return shareOfRows(prepared, search, hasWord(word, columns)) >= COMMON
}

/**
 * The share of documents, from 0 to 1, that has one of some signatures; `null` where there are no
 * signatures.
 *
 * @param exact - checked on documents that have a signature, where they are few: a signature fits
 *   other documents too
 */
export function shareWithSignature(
  prepared: PreparedFilter,
  search: LakeSearch,
  signatures: readonly Signature[],
  exact: SqlCondition = ALWAYS,
): number | null {
  const sample = signatureSample(prepared, search)
  if (!sample) return null
  const count = sample.positions.length
  const positions = fitting(sample, signatures)
  if (positions.length === 0) return 0
  if (exact.text === ALWAYS.text || positions.length > FITTING) return positions.length / count
  const [, hits] = counted(
    search,
    `SELECT 0, total(${exact.text}) FROM json_each(?) s CROSS JOIN entries e ON e.n = s.value`,
    [...exact.params, JSON.stringify(positions)],
  )
  return hits / count
}

/** Rows whose signatures are read. */
const SAMPLED = 5_000
/** A sample is read again once the dataset has grown or shrunk by this share. */
const STALE = 0.02
/** A sample is read again after this many uses: documents change without becoming more. */
const MAX_USES = 500
/** Samples that are kept of one file. */
const MAX_SAMPLES = 20

const HALF = 2 ** 26

/** Signatures of some rows, which are close together in an index. */
export interface SignatureSample {
  positions: readonly number[]
  /** The signatures' numbers, each in two halves, row by row. */
  halves: Int32Array
}

interface CachedSample {
  sample: SignatureSample
  highest: number
  uses: number
}

const cache = new WeakMap<LakeFile, Map<string, CachedSample>>()

/** Signatures of documents in a filter's partitions; `null` where there is no index to read them. */
function signatureSample(prepared: PreparedFilter, search: LakeSearch): SignatureSample | null {
  const highest = highestPosition(search)
  const index = sampleIndex(prepared, search)
  if (index === null) return null
  const samples = cache.get(search.file) ?? new Map<string, CachedSample>()
  cache.set(search.file, samples)
  const key = `${index} ${prepared.scope.partitions.map(({f}) => f).join()}`
  const known = samples.get(key)
  if (known && known.uses < MAX_USES) {
    const change = Math.abs(highest - known.highest)
    known.uses += 1
    if (change <= known.highest * STALE) return known.sample
  }
  const sample = readSample(prepared, search, index)
  samples.delete(key)
  samples.set(key, {sample, highest, uses: 0})
  const [oldest] = samples.keys()
  if (samples.size > MAX_SAMPLES && oldest !== undefined) samples.delete(oldest)
  return sample
}

/** The index in whose order rows are read: not one of texts, in which all matches may be neighbours. */
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

function readSample(prepared: PreparedFilter, search: LakeSearch, index: string): SignatureSample {
  const {plan} = prepared.scope
  const base = partitionCondition(prepared.scope)
  const names = ['n', ...plan.signature].map((name) => `e.${name}`).join(', ')
  const rows = search.rows(
    `SELECT ${names} FROM entries e INDEXED BY ${index} WHERE ${base.text} LIMIT ${SAMPLED}`,
    base.params,
  )
  const halves = rows.flatMap(([, ...numbers]) => numbers.flatMap((value) => split(Number(value))))
  return {positions: rows.map(([n]) => Number(n)), halves: Int32Array.from(halves)}
}

function split(bits: number): [number, number] {
  return [Math.floor(bits / HALF), bits % HALF]
}

/** Positions of the rows of a sample that have all bits of one of some signatures. */
export function fitting(
  {positions, halves}: SignatureSample,
  signatures: readonly Signature[],
): number[] {
  const wanted = signatures.map((signature) => signature.flatMap(split))
  const width = positions.length === 0 ? 1 : halves.length / positions.length
  return positions.filter((_, row) =>
    wanted.some((bits) =>
      bits.every((half, index) => ((halves[row * width + index] ?? 0) & half) === half),
    ),
  )
}
