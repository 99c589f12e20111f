import {isVariantId, publishedId} from '../perspective.ts'
import type {QueryDocument} from '../queryDocument.ts'
import type {IndexColumn, IndexPlan, TypePlan} from './indexPlan.ts'
import {keyOfScalar, keyText, memberText, scalarOf, type Scalar} from './keyValue.ts'
import {matchWords} from './matchWords.ts'
import {isStrongReference} from './strongReference.ts'

/** What the indexes keep of a document. */
export type IndexEntry = IndexedEntry | UnindexedEntry

/**
 * The entry of a document whose values all have keys, so that SQL alone can filter and order it. It is
 * plain data, which can be sent to another thread.
 */
export interface IndexedEntry {
  kind: 'indexed'
  partition: PartitionKey
  /** Values of the columns of the type's plan. */
  columns: Scalar[]
  /** {@link matchWords} of the plan's texts. */
  words: string[]
  members: {list: number; value: Scalar}[]
  /** The plan's arrays as text, see {@link memberText}. */
  lists: string[]
  references: ReferenceEntry[]
}

/** A draft, a version, or a document with a value that has no key: queries read and check it. */
export interface UnindexedEntry {
  kind: 'unindexed'
  /** `drafts`, the name of a release, or empty. */
  layer: string
  published: string
  references: ReferenceEntry[]
}

/** A partition holds the documents of one type and site whose ids begin with the same segment. */
export interface PartitionKey {
  type: string
  /** `null` where the document has no site, or null. */
  site: string | null
  /** The id up to and with its first dot; empty where it has none. */
  root: string
}

/** A partition with the number that stands for it in rows. */
export interface Partition extends PartitionKey {
  f: number
}

/** An id that a document refers to. */
export interface ReferenceEntry {
  target: string
  /** 1 where only `_ref ==` finds the reference, not `references()`. */
  nested: number
  /** 1 where a reference to the target is strong, so that the target has to stay. */
  strong: number
}

/** The index entry of a document. */
export function indexEntry(document: QueryDocument, plan: IndexPlan): IndexEntry {
  const {_id: id, _type: type} = document
  const references = referencesIn(document)
  const layer = layerOf(id)
  const plain = layer === '' ? indexedEntry(document, planOfType(plan, type), references) : null
  return plain ?? {kind: 'unindexed', layer, published: publishedId(id), references}
}

function indexedEntry(
  document: QueryDocument,
  plan: TypePlan,
  references: ReferenceEntry[],
): IndexedEntry | null {
  const partition = partitionOf(document)
  const members = partition && membersOf(document, plan)
  const columns = members && scalarsOf(document, plan.columns)
  const words = columns && wordsOf(document, plan)
  if (!partition || !words) return null
  return {kind: 'indexed', partition, columns, words, ...members, references}
}

/** The plan of a type. */
export function planOfType(plan: IndexPlan, type: string): TypePlan {
  return plan.types.get(type) ?? plan.others
}

/** Name of the layer that a draft or a version belongs to; empty for published documents. */
export function layerOf(id: string): string {
  if (!isVariantId(id)) return ''
  return id.startsWith('drafts.') ? 'drafts' : (id.split('.')[1] ?? '')
}

/** An id up to and with its first dot; empty where it has none. */
export function rootOf(id: string): string {
  return id.slice(0, id.indexOf('.') + 1)
}

/** The partition of a document; `null` for a document without an index entry. */
export function partitionOf({
  _id: id,
  _type: type,
  site,
  _score,
}: QueryDocument): PartitionKey | null {
  // `score()` adds to it, and SQL does not know it.
  if (_score !== undefined) return null
  if (!isShortText(id) || !isShortText(type)) return null
  const root = rootOf(id)
  if (site === undefined || site === null) return {type, site: null, root}
  return typeof site === 'string' && isShortText(site) ? {type, site, root} : null
}

const MAX_NAME = 200

function isShortText(value: string): boolean {
  return value.length <= MAX_NAME && keyText(value) === value && !value.includes('\0')
}

/** The values of a plan's arrays, each once; `null` when one of them has no key. */
export function membersOf(
  document: QueryDocument,
  plan: TypePlan,
): Pick<IndexedEntry, 'members' | 'lists'> | null {
  const members: IndexedEntry['members'] = []
  const lists: string[] = []
  for (const {number, read} of plan.members) {
    const list = read(document)
    let text = ''
    for (const entry of new Set<unknown>(Array.isArray(list) ? list : [])) {
      // No value equals an object or an array.
      if (typeof entry === 'object' && entry !== null) continue
      const value = scalarOf(entry)
      const part = value === undefined ? null : memberText(keyOfScalar(value))
      if (value === undefined || part === null) return null
      members.push({list: number, value})
      text += part
    }
    lists.push(text)
  }
  return {members, lists}
}

/** Values of columns; `null` when one of them has no key. */
export function scalarsOf(
  document: QueryDocument,
  columns: readonly IndexColumn[],
): Scalar[] | null {
  const scalars: Scalar[] = []
  for (const {read} of columns) {
    const value = scalarOf(read(document))
    if (value === undefined) return null
    scalars.push(value)
  }
  return scalars
}

/** {@link matchWords} of a plan's texts; `null` when an index can't keep the words of one. */
export function wordsOf(document: QueryDocument, plan: TypePlan): string[] | null {
  const words: string[] = []
  for (const {read} of plan.texts) {
    const value = read(document)
    const text = Array.isArray(value) ? null : matchWords(value)
    if (text === null) return null
    words.push(text)
  }
  return words
}

/**
 * Every id that a document refers to. `references()` does not look below a reference; what it does not
 * find is `nested`.
 */
export function referencesIn(document: QueryDocument): ReferenceEntry[] {
  const direct = new Set<string>()
  const nested = new Set<string>()
  const strong = new Set<string>()
  const walk = (value: unknown, isNested: boolean): void => {
    if (Array.isArray(value)) {
      for (const entry of value) if (typeof entry === 'object') walk(entry, isNested)
    } else if (typeof value === 'object' && value !== null) {
      const target: unknown = '_ref' in value ? value._ref : null
      if (typeof target === 'string') {
        ;(isNested ? nested : direct).add(target)
        if (isStrongReference(value)) strong.add(target)
      }
      const below = isNested || Boolean(target)
      for (const entry of Object.values(value)) {
        if (typeof entry === 'object') walk(entry, below)
      }
    }
  }
  walk(document, false)
  const below = [...nested].filter((target) => !direct.has(target))
  return [
    ...[...direct].map((target) => ({target, nested: 0, strong: Number(strong.has(target))})),
    ...below.map((target) => ({target, nested: 1, strong: Number(strong.has(target))})),
  ]
}
