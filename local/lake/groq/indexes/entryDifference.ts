import type {QueryDocument} from '../queryDocument.ts'
import {
  layerOf,
  membersOf,
  partitionOf,
  planOfType,
  referencesIn,
  scalarsOf,
  wordsOf,
  type IndexedEntry,
  type PartitionKey,
  type ReferenceEntry,
} from './indexEntry.ts'
import type {AttributesRead, IndexPlan} from './indexPlan.ts'
import {keyOfScalar, type KeyValue} from './keyValue.ts'

interface Pair<T> {
  before: T
  after: T
}

/** What a change of a document changes in its index entry; `null` for what stays. */
export interface EntryDifference {
  partition: PartitionKey
  /** New values of columns, by name. */
  columns: Map<string, KeyValue>
  words: Pair<string[]> | null
  /** The members that only one of the two documents has. */
  members: Pair<IndexedEntry['members']> | null
  references: Pair<ReferenceEntry[]> | null
}

/**
 * Compares the index entries of a document before and after a change. It reads only attributes that are
 * not the same object, so the result of a patch, which shares the rest, is compared quickly.
 *
 * @returns `null` when one of the two has no index entry, or their partitions differ
 */
export function entryDifference(
  before: QueryDocument,
  after: QueryDocument,
  indexPlan: IndexPlan,
): EntryDifference | null {
  if (before._id !== after._id || layerOf(after._id) !== '') return null
  const partition = partitionOf(after)
  const previous = partitionOf(before)
  if (!partition || !previous || !isSamePartition(partition, previous)) return null

  const plan = planOfType(indexPlan, partition.type)
  const changed = changedAttributes(before, after)
  const difference: EntryDifference = {
    partition,
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
    const [old, current] = [membersOf(before, plan), membersOf(after, plan)]
    if (!old || !current) return null
    for (const [index, {name}] of plan.members.entries()) {
      const list = current.lists[index] ?? ''
      if (list === old.lists[index]) continue
      difference.columns.set(name, list)
      difference.members ??= {
        before: without(old.members, current.members),
        after: without(current.members, old.members),
      }
    }
  }

  if (plan.texts.some(({attributes}) => isTouched(attributes, changed))) {
    const [old, current] = [wordsOf(before, plan), wordsOf(after, plan)]
    if (!old || !current) return null
    for (const [index, {name}] of plan.texts.entries()) {
      const text = current[index] ?? ''
      if (text === old[index]) continue
      difference.columns.set(name, text)
      difference.words = {before: old, after: current}
    }
  }

  if (holdsObjects(before, changed) || holdsObjects(after, changed)) {
    const references = {before: referencesIn(before), after: referencesIn(after)}
    const isSame = JSON.stringify(references.before) === JSON.stringify(references.after)
    if (!isSame) difference.references = references
  }
  return difference
}

function isSamePartition(a: PartitionKey, b: PartitionKey): boolean {
  return a.type === b.type && a.site === b.site && a.root === b.root
}

/** The attributes whose values are not the same, or not the same object. */
function changedAttributes(
  before: Readonly<Record<string, unknown>>,
  after: Readonly<Record<string, unknown>>,
): Set<string> {
  const changed = new Set<string>()
  for (const name in before) if (before[name] !== after[name]) changed.add(name)
  for (const name in after) if (before[name] !== after[name]) changed.add(name)
  return changed
}

/** Whether a value reads one of the attributes that changed. */
function isTouched(read: AttributesRead, changed: ReadonlySet<string>): boolean {
  if (read === null) return changed.size > 0
  for (const name of changed) if (read.has(name)) return true
  return false
}

function without(
  members: IndexedEntry['members'],
  others: IndexedEntry['members'],
): IndexedEntry['members'] {
  const name = ({list, value}: IndexedEntry['members'][number]) =>
    `${list} ${typeof value} ${String(value)}`
  const known = new Set(others.map(name))
  return members.filter((member) => !known.has(name(member)))
}

function holdsObjects(document: QueryDocument, names: ReadonlySet<string>): boolean {
  for (const name of names) {
    if (typeof document[name] === 'object' && document[name] !== null) return true
  }
  return false
}
