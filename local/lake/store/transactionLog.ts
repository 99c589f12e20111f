import type Database from 'better-sqlite3'
import type {HistoryView} from '../access/visibleIds.ts'
import {givenTransactionId, HAS_GIVEN_ID} from '../mutations/transactionIds.ts'
import {CHANGE_COLUMNS, type ChangeReader, type ChangeRow} from './changeLog.ts'
import type {LakeChange} from './lakeChange.ts'
import type {LoggedTransaction, TransactionFilter, TransactionSummary} from './lakeStore.ts'
import type {StoredDocument} from './storedDocument.ts'
import {createTransactionFinder, type NumberRange, type TouchedBy} from './transactionFinder.ts'

interface TransactionRow {
  n: number
  id: string
  author: string
  timestamp: string
  firstSeq: number
  changes: number
}

/** A summary with its row. */
interface Listed extends TransactionSummary {
  row: TransactionRow
  /** Its documents that came with this bulk load. */
  loaded: Origin[]
}

/** The bulk load that created a document, and the document's content then. */
interface Origin {
  transaction: TransactionRow
  after: StoredDocument
}

const COLUMNS = 'n, id, author, timestamp, first_seq AS firstSeq, changes FROM transactions'

/** Transactions to read before other requests get their turn. */
const SEARCH_SIZE = 200
/** About how many documents a page has, which are in memory at a time. */
const PAGE_SIZE = 2_000

/** Lists the transactions of one dataset. */
export interface TransactionLog {
  /** Pages of transactions, some of them empty; each is a bounded piece of work. */
  list(filter: TransactionFilter): Generator<LoggedTransaction[]>
  /** The same without what was changed. */
  summaries(filter: TransactionFilter): Generator<TransactionSummary[]>
  /**
   * The numbers of the transactions with this id that the reader may see: their own, and those with a
   * visible document. Everybody sees a bulk load, whose id can't be guessed. There are several only
   * for a reader who sees documents of authors who can't see each other's.
   */
  numbersOf(id: string, view: HistoryView): number[]
  /** Whether a transaction is stored under exactly this name, visible or not. */
  isStored(name: string): boolean
  /** The origin of a document that came with a bulk load; `null` for any other document. */
  originOf(document: string): Origin | null
}

/**
 * Creates the log of one dataset's transactions.
 *
 * @param lastSeq - position of the newest durable change: later ones are not listed
 */
export function createTransactionLog(
  name: string,
  database: Database.Database,
  reader: ChangeReader,
  lastSeq: () => number,
): TransactionLog {
  const find = createTransactionFinder(database)
  const byId = database.prepare<[string], TransactionRow>(`SELECT ${COLUMNS} WHERE id = ?`)
  const byGivenId = database.prepare<[{id: string}], TransactionRow>(
    `SELECT ${COLUMNS} WHERE ${HAS_GIVEN_ID} ORDER BY n`,
  )
  const byNumber = database.prepare<[string], TransactionRow>(
    `SELECT ${COLUMNS} WHERE n IN (SELECT value FROM json_each(?))`,
  )
  const newest = database
    .prepare<[number], number>(
      'SELECT n FROM transactions WHERE first_seq + changes - 1 <= ? ORDER BY n DESC LIMIT 1',
    )
    .pluck()
  const sinceTime = database
    .prepare<[string], number | null>('SELECT min(n) FROM transactions WHERE timestamp >= ?')
    .pluck()
  const untilTime = database
    .prepare<[string], number | null>('SELECT max(n) FROM transactions WHERE timestamp <= ?')
    .pluck()
  const kindAt = database
    .prepare<[number], string>('SELECT kind FROM changes WHERE seq = ?')
    .pluck()
  const documentsOf = database
    .prepare<[number, number], string>(
      "SELECT document FROM changes WHERE seq BETWEEN ? AND ? AND kind <> 'load' ORDER BY seq",
    )
    .pluck()
  const changesOf = database.prepare<[string], ChangeRow>(
    `SELECT ${CHANGE_COLUMNS} FROM transactions t CROSS JOIN changes c
     WHERE t.n IN (SELECT value FROM json_each(?)) AND c.kind <> 'load'
     AND c.seq BETWEEN t.first_seq AND t.first_seq + t.changes - 1`,
  )

  const documentsIn = ({firstSeq, changes}: TransactionRow, view: HistoryView): string[] =>
    documentsOf.all(firstSeq, firstSeq + changes - 1).filter((id) => view.includes(id))

  const isLoad = ({firstSeq}: TransactionRow): boolean => kindAt.get(firstSeq) === 'load'

  const originOf: TransactionLog['originOf'] = (document) => {
    const after = reader.stateBeforeLog(document)
    const transaction = after ? byId.get(after._rev) : undefined
    if (!after || !transaction || !isLoad(transaction)) return null
    return {transaction, after}
  }

  const isVisible = (row: TransactionRow, view: HistoryView): boolean =>
    row.author === view.reader || isLoad(row) || documentsIn(row, view).length > 0

  const numbersOf: TransactionLog['numbersOf'] = (id, view) =>
    byGivenId
      .all({id})
      .filter((row) => isVisible(row, view))
      .map(({n}) => n)

  /** The filter's bounds as numbers of transactions. */
  const rangeOf = ({view, fromTransaction, toTransaction, fromTime, toTime}: TransactionFilter) => {
    const numbers = (id: string | undefined) => (id ? numbersOf(id, view) : [])
    const low = [1, ...numbers(fromTransaction).slice(0, 1)]
    const high = [newest.get(lastSeq()) ?? 0, ...numbers(toTransaction).slice(-1)]
    if (fromTime) low.push(sinceTime.get(instant(fromTime)) ?? Infinity)
    if (toTime) high.push(untilTime.get(instant(toTime)) ?? 0)
    return {low: Math.max(...low), high: Math.min(...high)}
  }

  const originsOf = (filter: TransactionFilter): Origin[] =>
    (filter.documentIds ?? [])
      .filter((id) => filter.view.includes(id))
      .map(originOf)
      .filter((origin) => origin !== null)

  function* listed(filter: TransactionFilter): Generator<Listed[]> {
    const {view, reverse = false} = filter
    const touched = touchedBy(filter)
    const origins = originsOf(filter)
    const matches = matcher(filter)
    const one = filter.fromTransaction === filter.toTransaction ? filter.fromTransaction : undefined
    const isOne = one !== undefined && numbersOf(one, view).length > 0
    const only = filter.onlyChangesOf && new Set(filter.onlyChangesOf)
    let left = filter.limit
    let range: NumberRange | null = rangeOf(filter)
    while (range && left > 0) {
      const {numbers, rest} = find(touched, range, reverse, Math.min(SEARCH_SIZE, left))
      const searched = searchedPart(range, rest, reverse)
      const loads = origins.map(({transaction}) => transaction.n).filter(isIn(searched))
      const rows = byNumber
        .all(JSON.stringify([...numbers, ...loads]))
        .filter((row) => matches(row) && (!isOne || givenTransactionId(row.id) === one))
      let page: Listed[] = []
      let size = 0
      for (const row of rows.sort((a, b) => (reverse ? b.n - a.n : a.n - b.n))) {
        const loaded = origins.filter(({transaction}) => transaction.n === row.n)
        const ids = [...loaded.map(({after}) => after._id), ...documentsIn(row, view)]
        const documentIds = only ? ids.filter((id) => only.has(id)) : ids
        if (documentIds.length === 0) continue
        const {timestamp, author} = row
        const id = givenTransactionId(row.id)
        page.push({id, timestamp, author, documentIds, row, loaded})
        size += documentIds.length
        left -= 1
        if (left === 0) break
        if (size < PAGE_SIZE) continue
        yield page
        page = []
        size = 0
      }
      yield page
      range = rest
    }
  }

  function* list(filter: TransactionFilter): Generator<LoggedTransaction[]> {
    for (const page of listed(filter)) {
      const wanted = new Map(page.map(({row, documentIds}) => [row.n, new Set(documentIds)]))
      const numbers = JSON.stringify([...wanted.keys()])
      const rows = changesOf.all(numbers).filter(({tx, document}) => wanted.get(tx)?.has(document))
      const places = new Map(rows.map(({seq, tx}) => [seq, tx]))
      const restored = Map.groupBy(reader.restore(rows), ({seq}) => places.get(seq))
      yield page.map(({row, loaded, ...summary}) => ({
        ...summary,
        changes: [
          ...loaded.map((origin) => loadChange(name, origin)),
          ...(restored.get(row.n) ?? []),
        ],
      }))
    }
  }

  function* summaries(filter: TransactionFilter): Generator<TransactionSummary[]> {
    for (const page of listed(filter)) {
      yield page.map(({id, timestamp, author, documentIds}) => ({
        id,
        timestamp,
        author,
        documentIds,
      }))
    }
  }

  const isStored = (stored: string): boolean => byId.get(stored) !== undefined

  return {list, summaries, numbersOf, isStored, originOf}
}

/** In UTC, as in the log. */
function instant(time: string): string {
  return new Date(time).toISOString()
}

/** The part of a range that was searched. */
function searchedPart(range: NumberRange, rest: NumberRange | null, reverse: boolean): NumberRange {
  if (!rest) return range
  return reverse ? {low: rest.high + 1, high: range.high} : {low: range.low, high: rest.low - 1}
}

function isIn({low, high}: NumberRange): (n: number) => boolean {
  return (n) => n >= low && n <= high
}

function touchedBy({documentIds, view}: TransactionFilter): TouchedBy {
  if (documentIds) return {ids: documentIds.filter((id) => view.includes(id))}
  if (view.ids) return {ranges: view.ids}
  throw new Error('A filter without document ids needs a view with id ranges')
}

/** The conditions that the range of numbers does not cover. */
function matcher({authors, fromTime, toTime}: TransactionFilter): (row: TransactionRow) => boolean {
  const from = fromTime && instant(fromTime)
  const to = toTime && instant(toTime)
  return ({author, timestamp}) =>
    (!authors || authors.includes(author)) &&
    (!from || timestamp >= from) &&
    (!to || timestamp <= to)
}

function loadChange(dataset: string, {transaction, after}: Origin): LakeChange {
  const {_rev: _, ...content} = after
  return {
    seq: transaction.firstSeq,
    dataset,
    transactionId: givenTransactionId(transaction.id),
    timestamp: transaction.timestamp,
    identity: transaction.author,
    documentId: after._id,
    before: null,
    after,
    lineage: null,
    mutations: [{create: content}],
    effects: {apply: [0, after], revert: [0, null]},
    transactionTotalEvents: 1,
    transactionCurrentEvent: 1,
    isIndexed: true,
  }
}
