import type {TouchedDocument} from '../mutations/transaction.ts'
import type {LakeChange} from './lakeChange.ts'
import {mendozaDiff} from './mendozaDiff.ts'
import type {StoredDocument} from './storedDocument.ts'

/** A document is stored whole with every 64th change of it, which limits the cost of undoing. */
const KEYFRAME_EVERY = 64

/** In place of a patch: the document existed neither before nor after its transaction. */
export const NEVER_STORED = '[]'

/** A row of the log for a document that a transaction touched. */
export interface LoggedChange {
  kind: 'create' | 'update' | 'delete'
  mutations: string
  apply: string | null
  revert: string | null
  after: string | null
  effects: LakeChange['effects']
}

/** @param version - how many changes the document had before */
export function logEntry(touched: TouchedDocument, version: number): LoggedChange {
  const {before, after, deleted, json, mutations, purge} = touched
  if (!after) {
    // States within the transaction were never revisions of the document.
    const last = before ?? deleted
    const kept = purge && last ? withoutContent(last) : last
    const effects = before ? {apply: [0, null], revert: [0, kept]} : {apply: [], revert: []}
    return {
      kind: 'delete',
      mutations: JSON.stringify(mutations),
      apply: before ? null : NEVER_STORED,
      revert: JSON.stringify([0, kept]),
      after: null,
      effects,
    }
  }
  // After a purge, earlier states can't be restored.
  if (!before || purge) {
    return {
      kind: 'create',
      mutations: compact(mutations),
      apply: null,
      revert: null,
      after: null,
      effects: {apply: [0, after], revert: [0, null]},
    }
  }
  const effects = {apply: mendozaDiff(before, after), revert: mendozaDiff(after, before)}
  return {
    kind: 'update',
    mutations: compact(mutations),
    apply: JSON.stringify(effects.apply),
    revert: JSON.stringify(effects.revert),
    after: (version + 1) % KEYFRAME_EVERY === 0 ? json : null,
    effects,
  }
}

/** The system fields, which a purge leaves of a document. */
function withoutContent({_id, _type, _rev, _createdAt, _updatedAt}: StoredDocument) {
  return {_id, _type, _rev, _createdAt, _updatedAt}
}

/** A creation that was the only mutation is stored as its name: its content is `after`. */
function compact(mutations: unknown[]): string {
  const [only] = mutations
  if (mutations.length === 1 && typeof only === 'object' && only !== null) {
    const [kind = ''] = Object.keys(only)
    if (kind.startsWith('create')) return JSON.stringify(kind)
  }
  return JSON.stringify(mutations)
}
