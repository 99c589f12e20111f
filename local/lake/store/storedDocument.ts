/** A document as it is stored: plain JSON with the system fields. */
export interface StoredDocument {
  _id: string
  _type: string
  _rev: string
  _createdAt: string
  _updatedAt: string
  [key: string]: unknown
}

/** Whether a value has all system fields. */
export function isStoredDocument(value: unknown): value is StoredDocument {
  return (
    typeof value === 'object' &&
    value !== null &&
    '_id' in value &&
    typeof value._id === 'string' &&
    '_type' in value &&
    typeof value._type === 'string' &&
    '_rev' in value &&
    typeof value._rev === 'string' &&
    '_createdAt' in value &&
    typeof value._createdAt === 'string' &&
    '_updatedAt' in value &&
    typeof value._updatedAt === 'string'
  )
}

/**
 * Parses a stored document.
 *
 * @throws Error when the text is not a stored document
 */
export function parseDocument(json: string): StoredDocument {
  const value: unknown = JSON.parse(json)
  if (!isStoredDocument(value)) throw new Error('The store holds a document without system fields')
  return value
}

/** A JSON object that is not an array. */
export type Fields = Record<string, unknown>

/** Whether a value is a JSON object (not an array, not null). */
export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
