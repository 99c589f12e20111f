import type Database from 'better-sqlite3'
import type {QueryDocument} from '../queryDocument.ts'
import {entryDifference, type EntryDifference} from './entryDifference.ts'
import {
  indexEntry,
  planOfType,
  type IndexedEntry,
  type IndexEntry,
  type PartitionKey,
  type ReferenceEntry,
} from './indexEntry.ts'
import type {IndexPlan, TypePlan} from './indexPlan.ts'
import {keyOfScalar} from './keyValue.ts'

/** Updates a dataset's indexes. Every call belongs in the transaction that writes the document. */
export interface IndexWriter {
  /** @param n - the document's position in `documents` */
  added(n: number, document: QueryDocument): void
  /** The same for a document whose entry is known. */
  addedEntry(n: number, document: Pick<QueryDocument, '_id' | '_type'>, entry: IndexEntry): void
  changed(n: number, before: QueryDocument, after: QueryDocument): void
  removed(n: number, document: QueryDocument): void
  /** Caches the numbers of partitions. A transaction that is rolled back would make the cache wrong. */
  cachePartitions(on: boolean): void
}

/** A site as `families` holds it, where it may not be NULL. */
function storedSite(site: string | null): string {
  return site === null ? '' : `=${site}`
}

type Run = Pick<Database.Statement, 'run'>

/** Creates the writer of a dataset whose tables exist. */
export function createIndexWriter(database: Database.Database, plan: IndexPlan): IndexWriter {
  const findPartition = database
    .prepare<[string, string, string], number>(
      'SELECT f FROM families WHERE type = ? AND site = ? AND root = ?',
    )
    .pluck()
  const addPartition = database
    .prepare<[string, string, string], number>(
      'INSERT INTO families (type, site, root) VALUES (?, ?, ?) RETURNING f',
    )
    .pluck()
  const addUnindexed = database.prepare(
    'INSERT INTO specials (n, id, type, layer, published) VALUES (?, ?, ?, ?, ?)',
  )
  const removeUnindexed = database.prepare('DELETE FROM specials WHERE n = ?')
  const hasEntry = database.prepare('SELECT 1 FROM entries WHERE n = ?').pluck()
  const removeEntry = database.prepare('DELETE FROM entries WHERE n = ?')
  const addMember = database.prepare('INSERT INTO members (list, value, f, n) VALUES (?, ?, ?, ?)')
  const removeMember = database.prepare(
    'DELETE FROM members WHERE list = ? AND value = ? AND f = ? AND n = ?',
  )
  const addReference = database.prepare(
    'INSERT OR IGNORE INTO refs (target, n, nested, strong) VALUES (?, ?, ?, ?)',
  )
  const removeReference = database.prepare('DELETE FROM refs WHERE target = ? AND n = ?')

  let partitions: Map<string, number> | null = null

  function partitionNumber({type, site, root}: PartitionKey): number {
    const name = partitions && `${type}\n${site ?? ''}\n${site === null}\n${root}`
    const cached = name === null ? undefined : partitions?.get(name)
    if (cached !== undefined) return cached
    const key: [string, string, string] = [type, storedSite(site), root]
    const found = findPartition.get(...key) ?? addPartition.get(...key)
    if (found === undefined) throw new Error('A partition got no number')
    if (name !== null) partitions?.set(name, found)
    return found
  }

  /** The statements that depend on the columns of a type. */
  const statementsOfPlans = new Map<TypePlan, {insert: Run; addWords: Run; removeWords: Run}>()

  function statementsOf(plan: TypePlan) {
    const known = statementsOfPlans.get(plan)
    if (known) return known
    const columns = [...plan.columns, ...plan.members, ...plan.texts].map(({name}) => name)
    const entry = ['n', 'id', 'f', ...columns]
    const words = ['rowid', 'family', ...plan.texts.map(({name}) => name)]
    const marks = (names: readonly string[]) => names.map(() => '?').join(', ')
    const created = {
      insert: database.prepare(
        `INSERT INTO entries (t, ${entry.join(', ')}) VALUES (${plan.number}, ${marks(entry)})`,
      ),
      addWords: database.prepare(
        `INSERT INTO words (${words.join(', ')}) VALUES (${marks(words)})`,
      ),
      // FTS5 deletes an entry only when it gets exactly the same words.
      removeWords: database.prepare(
        `INSERT INTO words (${words.join(', ')}, words) VALUES (${marks(words)}, 'delete')`,
      ),
    }
    statementsOfPlans.set(plan, created)
    return created
  }

  function writeWords(n: number, f: number, type: string, words: string[], isGone: boolean): void {
    if (words.every((text) => text === '')) return
    const {addWords, removeWords} = statementsOf(planOfType(plan, type))
    const statement = isGone ? removeWords : addWords
    statement.run(n, `f${f}`, ...words)
  }

  function writeMembers(
    n: number,
    f: number,
    members: IndexedEntry['members'],
    isGone: boolean,
  ): void {
    const statement = isGone ? removeMember : addMember
    for (const {list, value} of members) statement.run(list, keyOfScalar(value), f, n)
  }

  function addReferences(n: number, references: readonly ReferenceEntry[]): void {
    for (const {target, nested, strong} of references) addReference.run(target, n, nested, strong)
  }

  function removeReferences(n: number, references: readonly ReferenceEntry[]): void {
    for (const {target} of references) removeReference.run(target, n)
  }

  function addEntry(n: number, id: string, entry: IndexedEntry): void {
    const {partition, columns, lists, words, members} = entry
    const f = partitionNumber(partition)
    const keys = columns.map(keyOfScalar)
    statementsOf(planOfType(plan, partition.type)).insert.run(n, id, f, ...keys, ...lists, ...words)
    writeWords(n, f, partition.type, words, false)
    writeMembers(n, f, members, false)
  }

  const add: IndexWriter['addedEntry'] = (n, {_id, _type}, entry) => {
    addReferences(n, entry.references)
    if (entry.kind === 'indexed') addEntry(n, _id, entry)
    else addUnindexed.run(n, _id, _type, entry.layer, entry.published)
  }

  function remove(n: number, entry: IndexEntry): void {
    removeReferences(n, entry.references)
    if (entry.kind === 'unindexed') {
      removeUnindexed.run(n)
      return
    }
    const {partition, words, members} = entry
    const f = partitionNumber(partition)
    removeEntry.run(n)
    writeWords(n, f, partition.type, words, true)
    writeMembers(n, f, members, true)
  }

  const updates = new Map<string, Run>()

  /** @returns false when the document has no entry */
  function updateEntry(n: number, columns: EntryDifference['columns']): boolean {
    if (columns.size === 0) return hasEntry.get(n) !== undefined
    const assignments = [...columns.keys()].map((name) => `${name} = ?`).join(', ')
    const known = updates.get(assignments)
    const update = known ?? database.prepare(`UPDATE entries SET ${assignments} WHERE n = ?`)
    if (!known) updates.set(assignments, update)
    return update.run(...columns.values(), n).changes === 1
  }

  /** Writes only what differs, so that the other indexes stay as they are. */
  function update(n: number, {partition, columns, ...parts}: EntryDifference): boolean {
    if (!updateEntry(n, columns)) return false
    const {words, members, references} = parts
    const f = words || members ? partitionNumber(partition) : 0
    if (words) {
      writeWords(n, f, partition.type, words.before, true)
      writeWords(n, f, partition.type, words.after, false)
    }
    if (members) {
      writeMembers(n, f, members.before, true)
      writeMembers(n, f, members.after, false)
    }
    if (references) {
      removeReferences(n, references.before)
      addReferences(n, references.after)
    }
    return true
  }

  return {
    cachePartitions(on) {
      partitions = on ? new Map() : null
    },
    added: (n, document) => add(n, document, indexEntry(document, plan)),
    addedEntry: add,
    removed: (n, document) => remove(n, indexEntry(document, plan)),
    changed(n, before, after) {
      const difference = entryDifference(before, after, plan)
      if (difference && update(n, difference)) return
      remove(n, indexEntry(before, plan))
      add(n, after, indexEntry(after, plan))
    },
  }
}
