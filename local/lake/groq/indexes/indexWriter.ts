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
  const statements = new Map<string, Run>()
  const prepared = (sql: string): Run => {
    let statement = statements.get(sql)
    if (!statement) {
      statement = database.prepare(sql)
      statements.set(sql, statement)
    }
    return statement
  }
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

  const inserts = new Map<TypePlan, Run>()

  function insertEntry(plan: TypePlan): Run {
    let statement = inserts.get(plan)
    if (!statement) {
      const kept = [...plan.columns, ...plan.members, ...plan.texts].map(({name}) => name)
      const names = ['n', 'id', 'f', ...kept]
      const marks = names.map(() => '?').join(', ')
      statement = prepared(
        `INSERT INTO entries (t, ${names.join(', ')}) VALUES (${plan.number}, ${marks})`,
      )
      inserts.set(plan, statement)
    }
    return statement
  }

  const wordStatements = new Map<TypePlan, {add: Run; remove: Run}>()

  function wordStatement(plan: TypePlan): {add: Run; remove: Run} {
    let pair = wordStatements.get(plan)
    if (!pair) {
      const names = ['rowid', 'family', ...plan.texts.map(({name}) => name)]
      const marks = names.map(() => '?').join(', ')
      const columns = names.join(', ')
      pair = {
        add: prepared(`INSERT INTO words (${columns}) VALUES (${marks})`),
        // FTS5 deletes an entry only when it gets exactly the same words.
        remove: prepared(`INSERT INTO words (${columns}, words) VALUES (${marks}, 'delete')`),
      }
      wordStatements.set(plan, pair)
    }
    return pair
  }

  function writeWords(n: number, f: number, type: string, words: string[], isGone: boolean): void {
    if (words.every((text) => text === '')) return
    const {add, remove} = wordStatement(planOfType(plan, type))
    const statement = isGone ? remove : add
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
    insertEntry(planOfType(plan, partition.type)).run(n, id, f, ...keys, ...lists, ...words)
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

  /** @returns false when the document has no entry */
  function updateEntry(n: number, columns: EntryDifference['columns']): boolean {
    if (columns.size === 0) return hasEntry.get(n) !== undefined
    const assignments = [...columns.keys()].map((name) => `${name} = ?`).join(', ')
    const {changes} = prepared(`UPDATE entries SET ${assignments} WHERE n = ?`).run(
      ...columns.values(),
      n,
    )
    return changes === 1
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
