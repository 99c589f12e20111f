import {changedAttributes, isTouched} from './attributesRead.ts'
import {
  familyOf,
  layerOf,
  membersOf,
  planOfType,
  referencesIn,
  scalarsOf,
  wordsOf,
  type FamilyKey,
  type IndexedDocument,
  type PlainEntry,
  type ReferenceEntry,
} from './indexEntry.ts'
import type {IndexPlan} from './indexPlan.ts'
import {keyOfScalar, type KeyValue} from './keyValue.ts'

interface Pair<T> {
  before: T
  after: T
}

/** What a change of a document changes of its entry; `null` for what stays. */
export interface EntryDifference {
  family: FamilyKey
  /** New values of columns, by name. */
  columns: Map<string, KeyValue>
  words: Pair<string[]> | null
  /** Those that are in only one of the two. */
  members: Pair<PlainEntry['members']> | null
  references: Pair<ReferenceEntry[]> | null
}

function isSameFamily(a: FamilyKey, b: FamilyKey): boolean {
  return a.type === b.type && a.site === b.site && a.root === b.root
}

function without(
  members: PlainEntry['members'],
  others: PlainEntry['members'],
): PlainEntry['members'] {
  const name = ({list, value}: PlainEntry['members'][number]) =>
    `${list} ${typeof value} ${String(value)}`
  const known = new Set(others.map(name))
  return members.filter((member) => !known.has(name(member)))
}

function holdsObjects(document: IndexedDocument, names: ReadonlySet<string>): boolean {
  for (const name of names) {
    if (typeof document[name] === 'object' && document[name] !== null) return true
  }
  return false
}

/**
 * Works out what a change changes, looking only at attributes that are not one and the same value in
 * both: so a document and a patch of it that shares what it leaves alone are quickly compared.
 *
 * @returns `null` when the documents are not both plain ones of one family
 */
export function entryDifference(
  before: IndexedDocument,
  after: IndexedDocument,
  indexPlan: IndexPlan,
): EntryDifference | null {
  if (before._id !== after._id || layerOf(after._id) !== '') return null
  const family = familyOf(after)
  const old = familyOf(before)
  if (!family || !old || !isSameFamily(family, old)) return null

  const plan = planOfType(indexPlan, family.type)
  const changed = changedAttributes(before, after)
  const difference: EntryDifference = {
    family,
    columns: new Map(),
    words: null,
    members: null,
    references: null,
  }

  const touched = plan.columns.filter(({attributes}) => isTouched(attributes, changed))
  const scalars = {before: scalarsOf(before, touched), after: scalarsOf(after, touched)}
  if (!scalars.before || !scalars.after) return null
  for (const [index, {name}] of touched.entries()) {
    const scalar = scalars.after[index] ?? null
    if (scalar !== scalars.before[index]) difference.columns.set(name, keyOfScalar(scalar))
  }

  if (plan.members.some(({attributes}) => isTouched(attributes, changed))) {
    const [gone, come] = [membersOf(before, plan), membersOf(after, plan)]
    if (!gone || !come) return null
    for (const [index, {name}] of plan.members.entries()) {
      const list = come.lists[index] ?? ''
      if (list === gone.lists[index]) continue
      difference.columns.set(name, list)
      difference.members ??= {
        before: without(gone.members, come.members),
        after: without(come.members, gone.members),
      }
    }
  }

  if (plan.texts.some(({attributes}) => isTouched(attributes, changed))) {
    const [gone, come] = [wordsOf(before, plan), wordsOf(after, plan)]
    if (!gone || !come) return null
    for (const [index, {name}] of plan.texts.entries()) {
      const text = come[index] ?? ''
      if (text === gone[index]) continue
      difference.columns.set(name, text)
      difference.words = {before: gone, after: come}
    }
  }

  if (holdsObjects(before, changed) || holdsObjects(after, changed)) {
    const references = {before: referencesIn(before), after: referencesIn(after)}
    const isSame = JSON.stringify(references.before) === JSON.stringify(references.after)
    if (!isSame) difference.references = references
  }
  return difference
}
