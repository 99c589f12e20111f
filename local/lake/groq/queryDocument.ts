/** A document as queries see it. */
export interface QueryDocument {
  _id: string
  _type: string
  [key: string]: unknown
}

/** Whether a value is a document. */
export function isQueryDocument(value: unknown): value is QueryDocument {
  return (
    typeof value === 'object' &&
    value !== null &&
    '_id' in value &&
    typeof value._id === 'string' &&
    '_type' in value &&
    typeof value._type === 'string'
  )
}

/** Order of ids: by code unit, which is SQLite's order for ASCII. */
export function byId(a: QueryDocument, b: QueryDocument): number {
  if (a._id === b._id) return 0
  return a._id < b._id ? -1 : 1
}

/** Attribute names that groq-js or JavaScript itself can't handle. */
const AWKWARD_NAMES = ['hasOwnProperty', '__proto__']

/**
 * JSON data that groq-js can read: it calls `hasOwnProperty` on every object, so an attribute of that
 * name gets a value that can be called. `__proto__` is left out. Other data is returned as it is.
 */
export function toPlainData(value: unknown): unknown {
  return isAwkward(value) ? copy(value) : value
}

/** Parses a document's JSON, see {@link toPlainData}. @throws SyntaxError when it is not JSON */
export function parsePlainData(json: string): unknown {
  const value: unknown = JSON.parse(json)
  // Almost no document has these names, not even escaped: a text search is faster than a walk.
  const suspicious = json.includes('hasOwnProperty') || json.includes('__proto__')
  return suspicious || json.includes('\\u') ? toPlainData(value) : value
}

function isAwkward(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false
  if (Array.isArray(value)) return value.some(isAwkward)
  return (
    AWKWARD_NAMES.some((name) => Object.hasOwn(value, name)) || Object.values(value).some(isAwkward)
  )
}

function copy(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map(copy)
  const result: Record<string, unknown> = {}
  for (const [name, entry] of Object.entries(value)) {
    if (name === 'hasOwnProperty') result[name] = callableValue(copy(entry))
    else if (name !== '__proto__') result[name] = copy(entry)
  }
  return result
}

/** A value that groq-js can call as `hasOwnProperty`, and that is the original value in JSON. */
function callableValue(value: unknown): unknown {
  function hasOwnProperty(this: object, name: string): boolean {
    return Object.hasOwn(this, name)
  }
  return Object.assign(hasOwnProperty, {toJSON: () => value})
}
