/** Stands in no id that a caller may give (`mutations/transactionId.ts`). */
const MARK = '#'

/**
 * The name under which a transaction is stored whose id somebody else has used, in a transaction
 * that its author sees nothing of: apart from theirs, and once for each author.
 */
export function storedTransactionId(id: string, author: string): string {
  return `${id}${MARK}${author}`
}

/** The id as its author gave it. */
export function givenTransactionId(stored: string): string {
  const end = stored.indexOf(MARK)
  return end === -1 ? stored : stored.slice(0, end)
}

/** SQL for the transactions that have an id, in the parameter `@id`; see {@link storedTransactionId}. */
export const HAS_GIVEN_ID = "(id = @id OR (id > @id || '#' AND id < @id || '$'))"
