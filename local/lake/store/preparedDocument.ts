import {indexEntry, type IndexEntry} from '../groq/sql/indexEntry.ts'
import type {IndexPlan} from '../groq/sql/indexPlan.ts'
import type {LoadableDocument, LoadStamp} from '../types.ts'

/** A document of a bulk load, ready to be written: plain data that can be sent to another thread. */
export interface PreparedDocument {
  id: string
  type: string
  /** ISO 8601, UTC. */
  created: string
  updated: string
  /** The whole document, with its system fields. */
  json: string
  entry: IndexEntry
}

function text(value: unknown, otherwise: string): string {
  return typeof value === 'string' ? value : otherwise
}

/** Works out everything that is stored of a document of a bulk load. */
export function prepareDocument(
  document: LoadableDocument,
  {transactionId, timestamp}: LoadStamp,
  plan: IndexPlan,
): PreparedDocument {
  const created = text(document['_createdAt'], timestamp)
  const updated = text(document['_updatedAt'], created)
  const whole = {...document, _createdAt: created, _updatedAt: updated, _rev: transactionId}
  return {
    id: document._id,
    type: document._type,
    created,
    updated,
    json: JSON.stringify(whole),
    entry: indexEntry(whole, plan),
  }
}
