import type Database from 'better-sqlite3'
import {
  indexEntry,
  planOfType,
  type FamilyKey,
  type IndexEntry,
  type IndexedDocument,
  type PlainEntry,
} from './indexEntry.ts'
import type {IndexPlan, TypePlan} from './indexPlan.ts'
import {keyOfScalar} from './keyValue.ts'

/** Keeps a dataset's indexes; every call belongs in the transaction that writes the document. */
export interface IndexWriter {
  /** @param n - the document's position in `documents` */
  added(n: number, document: IndexedDocument): void
  /** The same for a document whose entry was worked out before. */
  addedEntry(n: number, document: Pick<IndexedDocument, '_id' | '_type'>, entry: IndexEntry): void
  changed(n: number, before: IndexedDocument, after: IndexedDocument): void
  removed(n: number, document: IndexedDocument): void
  /** Whether to remember families: only while no transaction that adds one is undone. */
  rememberFamilies(on: boolean): void
}

/** How a site is written in `families`, where it may not be NULL. */
export function familySite(site: string | null): string {
  return site === null ? '' : `=${site}`
}

type Run = Pick<Database.Statement, 'run'>

/** Makes the writer of a dataset whose tables exist. */
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
  const findFamily = database
    .prepare<[string, string, string], number>(
      'SELECT f FROM families WHERE type = ? AND site = ? AND root = ?',
    )
    .pluck()
  const addFamily = database
    .prepare<[string, string, string], number>(
      'INSERT INTO families (type, site, root) VALUES (?, ?, ?) RETURNING f',
    )
    .pluck()
  const addSpecial = database.prepare(
    'INSERT INTO specials (n, id, type, layer, published) VALUES (?, ?, ?, ?, ?)',
  )
  const removeSpecial = database.prepare('DELETE FROM specials WHERE n = ?')
  const removeEntry = database.prepare('DELETE FROM entries WHERE n = ?')
  const addMember = database.prepare('INSERT INTO members (list, value, f, n) VALUES (?, ?, ?, ?)')
  const removeMember = database.prepare(
    'DELETE FROM members WHERE list = ? AND value = ? AND f = ? AND n = ?',
  )
  const addReference = database.prepare(
    'INSERT OR IGNORE INTO refs (target, n, nested) VALUES (?, ?, ?)',
  )
  const removeReference = database.prepare('DELETE FROM refs WHERE target = ? AND n = ?')

  let families: Map<string, number> | null = null

  function familyNumber({type, site, root}: FamilyKey): number {
    const name = families && `${type}\n${site ?? ''}\n${site === null}\n${root}`
    const remembered = name === null ? undefined : families?.get(name)
    if (remembered !== undefined) return remembered
    const key: [string, string, string] = [type, familySite(site), root]
    const found = findFamily.get(...key) ?? addFamily.get(...key)
    if (found === undefined) throw new Error('A family of documents got no number')
    if (name !== null) families?.set(name, found)
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
        // Full text search forgets only what it is told exactly.
        remove: prepared(`INSERT INTO words (${columns}, words) VALUES (${marks}, 'delete')`),
      }
      wordStatements.set(plan, pair)
    }
    return pair
  }

  const planOf = ({family}: PlainEntry) => planOfType(plan, family.type)

  function writeWords(n: number, f: number, entry: PlainEntry, isGone: boolean): void {
    const {words} = entry
    if (words.every((text) => text === '')) return
    const {add, remove} = wordStatement(planOf(entry))
    const statement = isGone ? remove : add
    statement.run(n, `f${f}`, ...words)
  }

  function writeMembers(n: number, f: number, entry: PlainEntry, isGone: boolean): void {
    const statement = isGone ? removeMember : addMember
    for (const {list, value} of entry.members) statement.run(list, keyOfScalar(value), f, n)
  }

  function addEntry(n: number, id: string, entry: PlainEntry): void {
    const f = familyNumber(entry.family)
    const keys = entry.columns.map(keyOfScalar)
    insertEntry(planOf(entry)).run(n, id, f, ...keys, ...entry.lists, ...entry.words)
    writeWords(n, f, entry, false)
    writeMembers(n, f, entry, false)
  }

  const add: IndexWriter['addedEntry'] = (n, {_id, _type}, entry) => {
    for (const {target, nested} of entry.references) addReference.run(target, n, nested)
    if (entry.kind === 'plain') addEntry(n, _id, entry)
    else addSpecial.run(n, _id, _type, entry.layer, entry.published)
  }

  function remove(n: number, entry: IndexEntry): void {
    for (const {target} of entry.references) removeReference.run(target, n)
    if (entry.kind === 'special') {
      removeSpecial.run(n)
      return
    }
    const f = familyNumber(entry.family)
    removeEntry.run(n)
    writeWords(n, f, entry, true)
    writeMembers(n, f, entry, true)
  }

  /** Touches only what is different, so that the other indexes need not be written. */
  function update(n: number, before: PlainEntry, after: PlainEntry): void {
    const f = familyNumber(after.family)
    const {columns, members, texts} = planOf(after)
    const names: string[] = []
    const values: unknown[] = []
    for (const [index, {name}] of columns.entries()) {
      if (before.columns[index] === after.columns[index]) continue
      names.push(`${name} = ?`)
      values.push(keyOfScalar(after.columns[index] ?? null))
    }
    for (const [index, {name}] of members.entries()) {
      if (before.lists[index] === after.lists[index]) continue
      names.push(`${name} = ?`)
      values.push(after.lists[index])
    }
    const sameWords = after.words.every((text, index) => text === before.words[index])
    if (!sameWords) {
      names.push(...texts.map(({name}) => `${name} = ?`))
      values.push(...after.words)
    }
    if (names.length > 0) {
      prepared(`UPDATE entries SET ${names.join(', ')} WHERE n = ?`).run(...values, n)
    }
    if (!sameWords) {
      writeWords(n, f, before, true)
      writeWords(n, f, after, false)
    }
    if (before.lists.join('\n') !== after.lists.join('\n')) {
      writeMembers(n, f, before, true)
      writeMembers(n, f, after, false)
    }
  }

  return {
    rememberFamilies(on) {
      families = on ? new Map() : null
    },
    added: (n, document) => add(n, document, indexEntry(document, plan)),
    addedEntry: add,
    removed: (n, document) => remove(n, indexEntry(document, plan)),
    changed(n, before, after) {
      const old = indexEntry(before, plan)
      const fresh = indexEntry(after, plan)
      const sameFamily =
        old.kind === 'plain' &&
        fresh.kind === 'plain' &&
        JSON.stringify(old.family) === JSON.stringify(fresh.family)
      if (!sameFamily) {
        remove(n, old)
        add(n, after, fresh)
        return
      }
      if (JSON.stringify(old.references) !== JSON.stringify(fresh.references)) {
        for (const {target} of old.references) removeReference.run(target, n)
        for (const {target, nested} of fresh.references) addReference.run(target, n, nested)
      }
      update(n, old, fresh)
    },
  }
}
