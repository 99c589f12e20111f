import type {StoreTransaction} from '../../core/audit/storeTransaction.ts'
import {nameOf, type Attempt} from './attempts.ts'
import type {Sender} from './sendAttempts.ts'
import {changedIds, contentOf, type Snapshot} from './effects.ts'

/** Most transactions with one allowed and one denied write. */
const MAX_MIXED = 4_000

/** The documents that an attempt may write: the document itself, its draft and its version. */
function touchedBy({id}: Attempt): string[] {
  return [id, `drafts.${id}`, `versions.r1.${id}`]
}

/** Attempts whose documents in the store are not as expected. */
export function wrongDocuments(attempts: readonly Attempt[], after: Snapshot): string[] {
  return attempts.flatMap((attempt) => {
    const {id, seed, subject, write, caller} = attempt
    // One document only is made anew for each attempt, and actions write beside the document.
    if (subject.isSingle || subject.standing !== undefined || write.api === 'actions') return []
    // Superadmins only ask what would happen.
    const isWritten = write.expected === 'written' && caller.role !== 'superadmin'
    const wanted = isWritten ? write.after : seed
    return contentOf(after.get(id)) === contentOf(wanted)
      ? []
      : [`${nameOf(attempt)}: ${contentOf(after.get(id))} instead of ${contentOf(wanted)}`]
  })
}

/** Writes of users in the store's history that no attempt allowed. */
export function unauthorizedWrites(
  attempts: readonly Attempt[],
  transactions: readonly StoreTransaction[],
): string[] {
  const allowed = new Map<string | null, Set<string>>()
  for (const attempt of attempts) {
    if (attempt.write.expected !== 'written') continue
    const {user} = attempt.caller
    const ids = allowed.get(user) ?? new Set()
    allowed.set(user, ids)
    for (const id of touchedBy(attempt)) ids.add(id)
  }
  return transactions.flatMap(({author, documentIds}) =>
    // Superadmins make the ground for the others.
    author === 'superadmin'
      ? []
      : documentIds.flatMap((id) =>
          allowed.get(author)?.has(id) ? [] : [`${author} wrote ${id}`],
        ),
  )
}

/**
 * Sends transactions with a write that the caller is allowed and one that is denied, in either order;
 * returns those that were not refused, or wrote something.
 */
export async function brokenTransactions(
  sender: Sender,
  attempts: readonly Attempt[],
  stored: () => Promise<Snapshot>,
): Promise<string[]> {
  const isUsable = ({write, subject}: Attempt): boolean =>
    write.api === 'mutate' && !write.isOtherFault && !subject.isSingle
  const byCaller = Map.groupBy(attempts.filter(isUsable), ({caller}) => caller.user)
  const before = await stored()
  const faults: string[] = []
  for (const [user, own] of byCaller) {
    const allowed = own.filter(
      ({way, write}) => way.needs === 'absent' && write.expected === 'written',
    )
    const all = own.filter(({write}) => write.expected === 'refused')
    const step = Math.ceil((all.length * byCaller.size) / MAX_MIXED)
    const denied = all.filter((_, index) => index % step === 0)
    if (allowed.length === 0) continue
    for (const [index, each] of denied.entries()) {
      const other = allowed[index % allowed.length]
      if (!other) continue
      const id = `${other.id}M${index}`
      const create = {...other.write.after, _id: id}
      const both = [{create}, each.write.operation]
      const answer = await sender.mutate(user, index % 2 === 0 ? both : both.toReversed())
      if (answer.status !== 403) {
        faults.push(`${nameOf(each)}, with ${nameOf(other)}: ${answer.status}`)
      }
    }
  }
  const changed = changedIds(before, await stored())
  return [...faults, ...changed.map((id) => `${id} was written by a transaction that was refused`)]
}
