import {LakeError} from '../lakeError.ts'
import {MAX_ID_LENGTH} from './documentRules.ts'

const TRANSACTION_ID = /^[a-zA-Z0-9_][a-zA-Z0-9._-]*$/

/** @throws LakeError 400 unless the string may be a transaction's id */
export function assertTransactionId(id: string): void {
  if (id.length <= MAX_ID_LENGTH && TRANSACTION_ID.test(id)) return
  throw LakeError.http(
    400,
    'Bad Request',
    `Invalid transaction ID ${JSON.stringify(id)}: it may have up to ${MAX_ID_LENGTH} letters, digits, ".", "_" and "-"`,
  )
}
