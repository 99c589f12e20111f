import {isVariantId, publishedId} from '../perspective.ts'
import {isStrongReference} from './strongReference.ts'
import type {IndexColumn, IndexPlan, TypePlan} from './indexPlan.ts'
import {keyOfScalar, keyText, memberText, scalarOf, type Scalar} from './keyValue.ts'
import {matchWords} from './matchWords.ts'

/** A document as far as an index looks at it. */
export interface IndexedDocument {
  _id: string
  _type: string
  [key: string]: unknown
}

/** What a document's type, site and first segment of the id are; documents with the same are a family. */
export interface FamilyKey {
  type: string
  /** `null` where the document has no site, or null. */
  site: string | null
  /** The id up to and with its first dot; empty where it has none. */
  root: string
}

/** An id that a document refers to. */
export interface ReferenceEntry {
  target: string
  /** 1 where only `_ref ==` finds it, not `references()`. */
  nested: number
  /** 1 where one of the references is strong, so that the target has to stay. */
  strong: number
}

/**
 * A document whose values all have keys: SQL alone can filter and order it. Plain data: it can be
 * sent to another thread.
 */
export interface PlainEntry {
  kind: 'plain'
  family: FamilyKey
  /** Values of the columns that the type's plan has. */
  columns: Scalar[]
  /** {@link matchWords} of the plan's texts. */
  words: string[]
  members: {list: number; value: Scalar}[]
  /** The plan's arrays as text, see {@link memberText}. */
  lists: string[]
  references: ReferenceEntry[]
}

/** A draft, a version, or a document with values that have no key: it is looked at one by one. */
export interface SpecialEntry {
  kind: 'special'
  /** `drafts`, the name of a release, or empty. */
  layer: string
  published: string
  references: ReferenceEntry[]
}

/** What the indexes keep of a document. */
export type IndexEntry = PlainEntry | SpecialEntry

const MAX_NAME = 200

/**
 * Every id that a value refers to. `references()` looks no further than the first reference on its
 * way down; what it does not find is `nested`.
 */
export function referencesIn(document: IndexedDocument): ReferenceEntry[] {
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

/** Name of the layer that a draft or a version belongs to; empty for published documents. */
export function layerOf(id: string): string {
  if (!isVariantId(id)) return ''
  return id.startsWith('drafts.') ? 'drafts' : (id.split('.')[1] ?? '')
}

/** An id up to and with its first dot; empty where it has none. */
export function rootOf(id: string): string {
  return id.slice(0, id.indexOf('.') + 1)
}

function isShortText(value: string): boolean {
  return value.length <= MAX_NAME && keyText(value) === value && !value.includes('\0')
}

/** The family of a document; `null` for one that is looked at by itself. */
export function familyOf({_id: id, _type: type, site, _score}: IndexedDocument): FamilyKey | null {
  // What `score()` adds to.
  if (_score !== undefined) return null
  if (!isShortText(id) || !isShortText(type)) return null
  const root = rootOf(id)
  if (site === undefined || site === null) return {type, site: null, root}
  return typeof site === 'string' && isShortText(site) ? {type, site, root} : null
}

/** The values of a plan's arrays, each once; `null` when one has no key. */
export function membersOf(
  document: IndexedDocument,
  plan: TypePlan,
): Pick<PlainEntry, 'members' | 'lists'> | null {
  const members: PlainEntry['members'] = []
  const lists: string[] = []
  for (const {number, read} of plan.members) {
    const list = read(document)
    let text = ''
    for (const entry of new Set<unknown>(Array.isArray(list) ? list : [])) {
      // Nothing equals an object or an array.
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

/** Values of columns; `null` when one has no key. */
export function scalarsOf(
  document: IndexedDocument,
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

/** {@link matchWords} of a plan's texts; `null` when one has no words to be kept. */
export function wordsOf(document: IndexedDocument, plan: TypePlan): string[] | null {
  const words: string[] = []
  for (const {read} of plan.texts) {
    const value = read(document)
    const text = Array.isArray(value) ? null : matchWords(value)
    if (text === null) return null
    words.push(text)
  }
  return words
}

function plainEntry(
  document: IndexedDocument,
  plan: TypePlan,
  references: ReferenceEntry[],
): PlainEntry | null {
  const family = familyOf(document)
  const members = family && membersOf(document, plan)
  const columns = members && scalarsOf(document, plan.columns)
  const words = columns && wordsOf(document, plan)
  if (!family || !words) return null
  return {kind: 'plain', family, columns, words, ...members, references}
}

/** What is kept of documents of a type. */
export function planOfType(plan: IndexPlan, type: string): TypePlan {
  return plan.types.get(type) ?? plan.others
}

/** Works out what the indexes keep of a document. */
export function indexEntry(document: IndexedDocument, plan: IndexPlan): IndexEntry {
  const {_id: id, _type: type} = document
  const references = referencesIn(document)
  const layer = layerOf(id)
  const plain = layer === '' ? plainEntry(document, planOfType(plan, type), references) : null
  return plain ?? {kind: 'special', layer, published: publishedId(id), references}
}
