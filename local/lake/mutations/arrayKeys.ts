import {MAX_DEPTH} from './documentRules.ts'
import {isFields, type Fields} from './parseMutation.ts'

/**
 * Gives every object in an array that has no `_key` one, all the way down; for the request option
 * `autoGenerateArrayKeys`. Objects that need nothing are returned as they are.
 *
 * @param newKey - makes a random key
 */
export function withArrayKeys(value: unknown, newKey: () => string, depth = 0): unknown {
  // Deeper than a document may be: refused later, when its shape is checked.
  if (depth > MAX_DEPTH + 1) return value
  if (Array.isArray(value)) return keyedItems(value, newKey, depth)
  if (!isFields(value)) return value
  return mapFields(value, (entry) => withArrayKeys(entry, newKey, depth + 1))
}

/** The same for the items that an `insert` puts into an array. */
export function keyedItems(items: unknown[], newKey: () => string, depth = 0): unknown[] {
  return items.map((item) => {
    const keyed = withArrayKeys(item, newKey, depth + 1)
    return isFields(keyed) && keyed['_key'] === undefined ? {_key: newKey(), ...keyed} : keyed
  })
}

/**
 * The same for one mutation of the wire format, so that what is stored, logged and sent to
 * listeners carries the same keys. Anything unknown passes unchanged: parsing reports it.
 */
export function mutationWithArrayKeys(mutation: unknown, newKey: () => string): unknown {
  if (!isFields(mutation)) return mutation
  return mapFields(mutation, (operand, kind) => {
    if (kind.startsWith('create')) return withArrayKeys(operand, newKey)
    return kind === 'patch' && isFields(operand) ? patchWithArrayKeys(operand, newKey) : operand
  })
}

function patchWithArrayKeys(patch: Fields, newKey: () => string): Fields {
  return mapFields(patch, (operand, name) => {
    if (name === 'set' || name === 'setIfMissing' || name === 'merge') {
      return withArrayKeys(operand, newKey)
    }
    if (name === 'insert' && isFields(operand) && Array.isArray(operand['items'])) {
      return {...operand, items: keyedItems(operand['items'], newKey)}
    }
    return operand
  })
}

function mapFields(fields: Fields, map: (value: unknown, key: string) => unknown): Fields {
  return Object.fromEntries(Object.entries(fields).map(([key, value]) => [key, map(value, key)]))
}
