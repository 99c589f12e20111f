import {isFields, type Fields} from '../store/storedDocument.ts'
import {MAX_DEPTH} from './documentLimits.ts'

/**
 * {@link withArrayKeys} for one mutation of the wire format, so that the stored document, the log and
 * listeners get the same keys. Anything unknown stays unchanged: parsing reports it.
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

/**
 * Adds a `_key` to every object in an array that has none, at all levels; for the request option
 * `autoGenerateArrayKeys`.
 *
 * @param newKey - returns a random key
 */
function withArrayKeys(value: unknown, newKey: () => string, depth = 0): unknown {
  // Deeper than a document may be: refused later, by `assertShape`.
  if (depth > MAX_DEPTH + 1) return value
  if (Array.isArray(value)) return keyedItems(value, newKey, depth)
  if (!isFields(value)) return value
  return mapFields(value, (entry) => withArrayKeys(entry, newKey, depth + 1))
}

/** {@link withArrayKeys} for the items of an `insert`. */
function keyedItems(items: unknown[], newKey: () => string, depth = 0): unknown[] {
  return items.map((item) => {
    const keyed = withArrayKeys(item, newKey, depth + 1)
    return isFields(keyed) && keyed['_key'] === undefined ? {_key: newKey(), ...keyed} : keyed
  })
}

function mapFields(fields: Fields, map: (value: unknown, key: string) => unknown): Fields {
  return Object.fromEntries(Object.entries(fields).map(([key, value]) => [key, map(value, key)]))
}
