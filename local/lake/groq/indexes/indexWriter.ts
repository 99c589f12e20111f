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
  /** While it is on, all new documents go into the first generation of their partition. */
  bulk(on: boolean): void
  /** Must be called after a transaction was rolled back: numbers of partitions are cached. */
  rolledBack(): void
}

/**
 * Documents of the first generations of a partition. New documents go all over each index, since their
 * names, addresses and ids are in no order: among a million entries, each goes to another page, which is
 * read, and written twice. So a partition that is full gets a new generation, whose entries are together
 * in each index. 20,000 documents have about as many pages as the cache of the writing connection.
 */
const GENERATION_SIZE = 20_000
/** So many generations later, generations are twice as large: queries walk each by itself. */
const GENERATIONS_OF_SIZE = 16
/** Documents that are added to a generation before its size is read again, as a part of that size. */
const SIZE_CHECKS = 16

/** How many documents a generation holds before the next one begins. */
export function generationCapacity(generation: number, size = GENERATION_SIZE): number {
  return size * 2 ** Math.floor(generation / GENERATIONS_OF_SIZE)
}

/** A site as `families` holds it, where it may not be NULL. */
function storedSite(site: string | null): string {
  return site === null ? '' : `=${site}`
}

type Run = Pick<Database.Statement, 'run'>

/**
 * Creates the writer of a dataset whose tables exist.
 *
 * @param generationSize - documents of the first generations of a partition
 */
export function createIndexWriter(
  database: Database.Database,
  plan: IndexPlan,
  generationSize = GENERATION_SIZE,
): IndexWriter {
  const findFirst = database
    .prepare<[string, string, string], number>(
      'SELECT f FROM families WHERE type = ? AND site = ? AND root = ? AND generation = 0',
    )
    .pluck()
  const findNewest = database.prepare<[string, string, string], {f: number; generation: number}>(
    `SELECT f, generation FROM families WHERE type = ? AND site = ? AND root = ?
     ORDER BY generation DESC LIMIT 1`,
  )
  const addPartition = database
    .prepare<[string, string, string, number], number>(
      'INSERT INTO families (type, site, root, generation) VALUES (?, ?, ?, ?) RETURNING f',
    )
    .pluck()
  const hasMoreThan = database
    .prepare<[number, number], number>('SELECT 1 FROM entries WHERE f = ? LIMIT 1 OFFSET ?')
    .pluck()
  const addUnindexed = database.prepare(
    'INSERT INTO specials (n, id, type, layer, published) VALUES (?, ?, ?, ?, ?)',
  )
  const removeUnindexed = database.prepare('DELETE FROM specials WHERE n = ?')
  const partitionAt = database
    .prepare<[number], number>('SELECT f FROM entries WHERE n = ?')
    .pluck()
  const removeEntry = database.prepare('DELETE FROM entries WHERE n = ?')
  const addMember = database.prepare('INSERT INTO members (list, value, f, n) VALUES (?, ?, ?, ?)')
  const removeMember = database.prepare(
    'DELETE FROM members WHERE list = ? AND value = ? AND f = ? AND n = ?',
  )
  const addReference = database.prepare(
    'INSERT OR IGNORE INTO refs (target, n, nested, strong) VALUES (?, ?, ?, ?)',
  )
  const removeReference = database.prepare('DELETE FROM refs WHERE target = ? AND n = ?')

  function createPartition({type, site, root}: PartitionKey, generation: number): number {
    const f = addPartition.get(type, storedSite(site), root, generation)
    if (f === undefined) throw new Error('A partition got no number')
    return f
  }

  function firstGeneration(key: PartitionKey): number {
    const {type, site, root} = key
    return findFirst.get(type, storedSite(site), root) ?? createPartition(key, 0)
  }

  /** Generations that new documents go to, by partition. */
  const open = new Map<string, {f: number; room: number}>()
  let isBulk = false

  /** The generation that new documents of a partition go to, and how many it takes before that is asked again. */
  function openGeneration(key: PartitionKey): {f: number; room: number} {
    if (isBulk) return {f: firstGeneration(key), room: Number.POSITIVE_INFINITY}
    const newest = findNewest.get(key.type, storedSite(key.site), key.root)
    const {f, generation} = newest ?? {f: createPartition(key, 0), generation: 0}
    const capacity = generationCapacity(generation, generationSize)
    const isFull = newest !== undefined && hasMoreThan.get(f, capacity - 1) !== undefined
    return {
      f: isFull ? createPartition(key, generation + 1) : f,
      room: Math.max(1, Math.floor(capacity / SIZE_CHECKS)),
    }
  }

  function partitionForNew(key: PartitionKey): number {
    const name = `${key.type}\n${key.site ?? ''}\n${key.site === null}\n${key.root}`
    let generation = open.get(name)
    if (!generation || generation.room <= 0) {
      generation = openGeneration(key)
      open.set(name, generation)
    }
    generation.room -= 1
    return generation.f
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
    const f = partitionForNew(partition)
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
    const f = partitionAt.get(n)
    if (f === undefined) return
    removeEntry.run(n)
    writeWords(n, f, partition.type, words, true)
    writeMembers(n, f, members, true)
  }

  const updates = new Map<string, Run>()

  /** @returns false when the document has no entry */
  function updateEntry(n: number, columns: EntryDifference['columns']): boolean {
    if (columns.size === 0) return partitionAt.get(n) !== undefined
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
    const f = words || members ? (partitionAt.get(n) ?? 0) : 0
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
    bulk(on) {
      isBulk = on
      open.clear()
    },
    rolledBack: () => open.clear(),
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
