import {entryIndexes} from '../indexes/indexSchema.ts'
import type {LakeFile} from '../indexes/lakeFile.ts'
import type {LakeSearch, PreparedFilter} from '../sql/preparedFilter.ts'
import {familyCondition} from '../sql/scopeSql.ts'
import type {Signature} from '../indexes/wordSignature.ts'

/** Rows whose signatures are looked at. */
const ROWS = 5_000
/** A sample serves until the dataset has grown, or shrunk, by more than this part. */
const STALE = 0.02
/** It is read anew after so many questions, since documents change without becoming more. */
const QUESTIONS = 500
/** Samples of one file that are kept. */
const MAX_SAMPLES = 20

const HALF = 2 ** 26

/** Signatures of some rows, which stand close together in an index. */
export interface SignatureSample {
  /** Positions of the rows. */
  places: readonly number[]
  /** The signatures' numbers, each in two halves, row by row. */
  halves: Int32Array
}

interface Kept {
  sample: SignatureSample
  lastPlace: number
  questions: number
}

const kept = new WeakMap<LakeFile, Map<string, Kept>>()

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

function readSample(prepared: PreparedFilter, search: LakeSearch, index: string): SignatureSample {
  const {plan} = prepared.scope
  const base = familyCondition(prepared.scope)
  const names = ['n', ...plan.signature].map((name) => `e.${name}`).join(', ')
  const rows = search.rows(
    `SELECT ${names} FROM entries e INDEXED BY ${index} WHERE ${base.text} LIMIT ${ROWS}`,
    base.params,
  )
  const halves = rows.flatMap(([, ...numbers]) => numbers.flatMap((value) => split(Number(value))))
  return {places: rows.map(([n]) => Number(n)), halves: Int32Array.from(halves)}
}

function split(bits: number): [number, number] {
  return [Math.floor(bits / HALF), bits % HALF]
}

/** Some signatures of documents of a filter's families; `null` where there are none to go by. */
export function signatureSample(
  prepared: PreparedFilter,
  search: LakeSearch,
  lastPlace: number,
): SignatureSample | null {
  const index = sampleIndex(prepared, search)
  if (index === null) return null
  const samples = kept.get(search.file) ?? new Map<string, Kept>()
  kept.set(search.file, samples)
  const key = `${index} ${prepared.scope.families.map(({f}) => f).join()}`
  const known = samples.get(key)
  if (known && known.questions < QUESTIONS) {
    const change = Math.abs(lastPlace - known.lastPlace)
    known.questions += 1
    if (change <= known.lastPlace * STALE) return known.sample
  }
  const sample = readSample(prepared, search, index)
  samples.delete(key)
  samples.set(key, {sample, lastPlace, questions: 0})
  const [oldest] = samples.keys()
  if (samples.size > MAX_SAMPLES && oldest !== undefined) samples.delete(oldest)
  return sample
}

/** Positions of the rows of a sample that have all bits of one of some signatures. */
export function fitting(
  {places, halves}: SignatureSample,
  signatures: readonly Signature[],
): number[] {
  const wanted = signatures.map((signature) => signature.flatMap(split))
  const width = places.length === 0 ? 1 : halves.length / places.length
  return places.filter((_, row) =>
    wanted.some((bits) =>
      bits.every((half, index) => ((halves[row * width + index] ?? 0) & half) === half),
    ),
  )
}
