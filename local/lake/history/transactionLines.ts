import {wireEffects} from '../listen/wireEffects.ts'
import type {LakeChange, LoggedTransaction} from '../types.ts'

/** What of a transaction goes into its line. */
export interface LineOptions {
  /** Mendoza patches by document. */
  effects: boolean
  mutations: boolean
}

/**
 * One line of `/data/history/…/transactions`: a transaction with those of its documents that the
 * caller may see; `null` when there are none.
 */
export function transactionLine(
  {id, timestamp, author, changes}: LoggedTransaction,
  isVisible: (change: LakeChange) => boolean,
  {effects, mutations}: LineOptions,
): string | null {
  const visible = changes.filter(isVisible)
  if (visible.length === 0) return null
  const line = {
    id,
    timestamp,
    author,
    documentIDs: visible.map(({documentId}) => documentId),
    ...(mutations ? {mutations: visible.flatMap((change) => change.mutations)} : {}),
    ...(effects
      ? {
          effects: Object.fromEntries(
            visible.map(({documentId, before, after}) => [documentId, wireEffects(before, after)]),
          ),
        }
      : {}),
  }
  return `${JSON.stringify(line)}\n`
}
