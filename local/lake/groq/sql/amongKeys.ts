import type {KeyValue} from '../indexes/keyValue.ts'
import {NEVER, sql, UNKNOWN, type SqlCondition} from './sqlText.ts'

/** Keys that are handed to a statement one by one; SQLite takes some 32,000 in all. */
const FEW_KEYS = 100

/** No more than so many even where they cannot be handed over together. */
const MANY_KEYS = 5000

/** SQLite does not read every fraction in JSON to its last digit. */
function isExactInJson(key: KeyValue): boolean {
  return typeof key !== 'number' || Number.isSafeInteger(key)
}

/** Holds where a key is one of some; nothing is known where these are too many. */
export function amongKeys(text: string, keys: readonly KeyValue[]): SqlCondition {
  if (keys.length === 0) return NEVER
  const isExact = keys.every(isExactInJson)
  if (keys.length <= (isExact ? FEW_KEYS : MANY_KEYS)) {
    return sql(`${text} IN (${keys.map(() => '?').join(', ')})`, ...keys)
  }
  if (!isExact) return UNKNOWN
  // Blobs, of which there are three at most, have no place in JSON.
  const blobs = new Set(keys.flatMap((key) => (Buffer.isBuffer(key) ? key.toString('hex') : [])))
  const plain = JSON.stringify(keys.filter((key) => !Buffer.isBuffer(key)))
  const others = [...blobs].map((hex) => ` UNION ALL SELECT x'${hex}'`).join('')
  return sql(`${text} IN (SELECT value FROM json_each(?)${others})`, plain)
}
