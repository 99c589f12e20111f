import {invalidMutation} from './mutationErrors.ts'

/** Longest document id and transaction id. */
export const MAX_ID_LENGTH = 128
/** Largest document, in bytes of JSON: https://www.sanity.io/docs/content-lake/technical-limits */
const MAX_DOCUMENT_BYTES = 32_000_000
/** Deepest nesting of a document's attributes (same page). */
export const MAX_DEPTH = 20
/** Most distinct attribute paths in one document, on every plan but Enterprise (same page). */
export const MAX_ATTRIBUTES = 1000

const ID = /^[a-zA-Z0-9_][a-zA-Z0-9._-]*$/
const TYPE = /^[a-zA-Z0-9_][a-zA-Z0-9._-]*$/
const ATTRIBUTE = /^\$?[a-zA-Z0-9_-]{1,256}$/

/**
 * Whether a string may be a document's id: letters, digits, `.`, `_` and `-`, no segment empty or
 * starting with a dash, at most 128 characters (https://www.sanity.io/docs/ids).
 */
function isDocumentId(id: string): boolean {
  return (
    id.length <= MAX_ID_LENGTH &&
    ID.test(id) &&
    !id.includes('..') &&
    !id.includes('.-') &&
    !id.endsWith('.')
  )
}

/** @throws MutationFailure 400 unless {@link isDocumentId} */
export function assertDocumentId(id: unknown): asserts id is string {
  if (typeof id !== 'string' || !isDocumentId(id)) {
    throw invalidMutation(
      `Malformed document ID: ${JSON.stringify(id)}`,
      'malformedDocumentIDError',
    )
  }
}

/** @throws MutationFailure 400 unless the value may be a document's `_type` */
export function assertDocumentType(type: unknown): asserts type is string {
  if (type === undefined || type === null || type === '') {
    throw invalidMutation('Document does not have a type', 'documentTypeMissingError')
  }
  if (typeof type !== 'string' || type.length > MAX_ID_LENGTH || !TYPE.test(type)) {
    throw invalidMutation(
      `Malformed document type: ${JSON.stringify(type)}`,
      'malformedDocumentTypeError',
    )
  }
}

/**
 * Checks the names of attributes and the depth of a document, before anything recurses into it.
 *
 * @throws MutationFailure 400, naming the first attribute that breaks a rule
 */
export function assertShape(document: Record<string, unknown>): void {
  walk(document, 1)
}

/**
 * Checks the size of a document: bytes and distinct attribute paths.
 *
 * @param document - one that passed {@link assertShape}
 * @param json - the same document as JSON text
 * @throws MutationFailure 400
 */
export function assertSize(document: Record<string, unknown>, json: string): void {
  // A UTF-16 unit takes at most three bytes in UTF-8: only texts near the limit need counting.
  if (json.length * 3 > MAX_DOCUMENT_BYTES && Buffer.byteLength(json) > MAX_DOCUMENT_BYTES) {
    throw invalidMutation(
      `Document is larger than the maximum of ${MAX_DOCUMENT_BYTES} bytes`,
      'documentTooLargeError',
    )
  }
  // A distinct attribute takes at least `"a":1,` in the text, so short documents need no counting.
  if (json.length <= MAX_ATTRIBUTES * 6) return
  const paths = new Set<string>()
  collectPaths(document, '', paths)
  if (paths.size > MAX_ATTRIBUTES) {
    throw invalidMutation(
      `Document has ${paths.size} attributes, the maximum is ${MAX_ATTRIBUTES}; keep free-form names in arrays of {_key, name, value}`,
      'tooManyAttributesError',
    )
  }
}

function walk(value: unknown, depth: number): void {
  if (typeof value !== 'object' || value === null) return
  if (depth > MAX_DEPTH + 1) {
    throw invalidMutation(
      `Document is nested deeper than the maximum of ${MAX_DEPTH} levels`,
      'maxDepthExceededError',
    )
  }
  if (Array.isArray(value)) {
    for (const item of value) walk(item, depth + 1)
    return
  }
  for (const [key, child] of Object.entries(value)) {
    if (!ATTRIBUTE.test(key) || key === '__proto__') {
      throw invalidMutation(`Malformed attribute name: "${key}"`, 'malformedAttributeNameError')
    }
    walk(child, depth + 1)
  }
}

function collectPaths(value: unknown, path: string, paths: Set<string>): void {
  if (typeof value !== 'object' || value === null) return
  if (Array.isArray(value)) {
    for (const item of value) collectPaths(item, `${path}[]`, paths)
    return
  }
  for (const [key, child] of Object.entries(value)) {
    const childPath = `${path}.${key}`
    paths.add(childPath)
    collectPaths(child, childPath, paths)
  }
}
