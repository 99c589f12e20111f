import {indexEntry, type IndexEntry} from '../groq/indexes/indexEntry.ts'
import type {IndexPlan} from '../groq/indexes/indexPlan.ts'
import {parseDocument} from './storedDocument.ts'

/** A document to load in bulk; missing system fields are filled in. */
export interface LoadableDocument {
  _id: string
  _type: string
  [key: string]: unknown
}

/** The transaction of a bulk load. */
export interface LoadStamp {
  transactionId: string
  /** ISO 8601, UTC: `_createdAt` and `_updatedAt` of documents without them. */
  timestamp: string
}

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

/** A document of a bulk load with its system fields. */
type WholeDocument = LoadableDocument & {
  _createdAt: string
  _updatedAt: string
  _rev: string
}

function text(value: unknown, otherwise: string): string {
  return typeof value === 'string' ? value : otherwise
}

function wholeDocument(
  document: LoadableDocument,
  {transactionId, timestamp}: LoadStamp,
): WholeDocument {
  const created = text(document['_createdAt'], timestamp)
  const updated = text(document['_updatedAt'], created)
  return {...document, _createdAt: created, _updatedAt: updated, _rev: transactionId}
}

function prepared(whole: WholeDocument, json: string, plan: IndexPlan): PreparedDocument {
  return {
    id: whole._id,
    type: whole._type,
    created: whole._createdAt,
    updated: whole._updatedAt,
    json,
    entry: indexEntry(whole, plan),
  }
}

/** Prepares everything that is stored of a document of a bulk load. */
export function prepareDocument(
  document: LoadableDocument,
  stamp: LoadStamp,
  plan: IndexPlan,
): PreparedDocument {
  const whole = wholeDocument(document, stamp)
  return prepared(whole, JSON.stringify(whole), plan)
}

/** The stored text of a document of a bulk load, for {@link prepareText}. */
export function textOfDocument(document: LoadableDocument, stamp: LoadStamp): string {
  return JSON.stringify(wholeDocument(document, stamp))
}

/** {@link prepareDocument} for a text of {@link textOfDocument}. */
export function prepareText(json: string, plan: IndexPlan): PreparedDocument {
  return prepared(parseDocument(json), json, plan)
}
