import {wireEffects} from '../store/lakeChange.ts'
import type {LoggedTransaction, TransactionSummary} from '../store/lakeStore.ts'

/** What of a transaction goes into its line. */
export interface LineOptions {
  /** Mendoza patches by document. */
  effects: boolean
  mutations: boolean
}

/** About how much goes out at a time, in characters. */
const CHUNK = 128 * 1024

/** A line of `/data/history/…/transactions` that tells who changed what, and when. */
function summaryLine({id, timestamp, author, documentIds}: TransactionSummary): string {
  return `${JSON.stringify({id, timestamp, author, documentIDs: documentIds})}\n`
}

/** The same with what was changed. */
function contentLine(
  {id, timestamp, author, documentIds, changes}: LoggedTransaction,
  {effects, mutations}: LineOptions,
): string {
  const line = {
    id,
    timestamp,
    author,
    documentIDs: documentIds,
    ...(mutations ? {mutations: changes.flatMap((change) => change.mutations)} : {}),
    ...(effects
      ? {
          effects: Object.fromEntries(
            changes.map(({documentId, before, after}) => [documentId, wireEffects(before, after)]),
          ),
        }
      : {}),
  }
  return `${JSON.stringify(line)}\n`
}

/** Texts of about the same length; nothing for a page without transactions. */
function* texts<T>(pages: Iterable<readonly T[]>, lineOf: (item: T) => string): Generator<string> {
  for (const page of pages) {
    let text = ''
    for (const item of page) {
      text += lineOf(item)
      if (text.length < CHUNK) continue
      yield text
      text = ''
    }
    yield text
  }
}

/** The lines of transactions without what was changed, in pieces. */
export function summaryLines(pages: Iterable<readonly TransactionSummary[]>): Generator<string> {
  return texts(pages, summaryLine)
}

/** The lines of transactions with what was changed, in pieces. */
export function contentLines(
  pages: Iterable<readonly LoggedTransaction[]>,
  options: LineOptions,
): Generator<string> {
  return texts(pages, (transaction) => contentLine(transaction, options))
}
