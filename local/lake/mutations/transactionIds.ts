import {badRequest} from '../lakeError.ts'
import {MAX_ID_LENGTH} from './documentLimits.ts'

const TRANSACTION_ID = /^[a-zA-Z0-9_][a-zA-Z0-9._-]*$/

/** Separates the id from the author in a stored name; no caller may use it in an id. */
const SEPARATOR = '#'

/** @throws LakeError 400 unless the string may be a transaction's id */
export function assertTransactionId(id: string): void {
  if (id.length <= MAX_ID_LENGTH && TRANSACTION_ID.test(id)) return
  throw badRequest(
    `Invalid transaction ID ${JSON.stringify(id)}: it may have up to ${MAX_ID_LENGTH} letters, digits, ".", "_" and "-"`,
  )
}

/**
 * The name under which to store a transaction whose id somebody else has used already, in a
 * transaction that this author can't see. The author makes the name unique.
 */
export function storedTransactionId(id: string, author: string): string {
  return `${id}${SEPARATOR}${author}`
}

/** The id as its author sent it. */
export function givenTransactionId(stored: string): string {
  const end = stored.indexOf(SEPARATOR)
  return end === -1 ? stored : stored.slice(0, end)
}

/** SQL for the transactions that have an id, in the parameter `@id`; see {@link storedTransactionId}. */
export const HAS_GIVEN_ID = "(id = @id OR (id > @id || '#' AND id < @id || '$'))"
