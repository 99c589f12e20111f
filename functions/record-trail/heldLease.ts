import type {SanityClient} from '@sanity/client'
import {
  isHeldByOther,
  LEASE_MS,
  noteProgress,
  progressOf,
  releaseLease,
  takeLease,
  TRAIL_LEASE_ID,
  TRAIL_TURN_ID,
  type TrailProgress,
} from '../../core/audit/trailProgress.ts'
import type {Mutation} from '../../core/changes/mutation.ts'
import type {TrailLease} from '../../core/sanity.types.generated.ts'
import {isConflict} from '../shared/storeErrors.ts'

const TAG = 'leads.trail.lease'
const WRITE = {
  tag: TAG,
  visibility: 'async',
  returnDocuments: false,
  autoGenerateArrayKeys: false,
} as const

/** Another call took the lease. It records whatever this one read and did not write. */
export class LeaseLostError extends Error {
  override readonly name = 'LeaseLostError'

  constructor(cause: unknown) {
    super('Another call writes the audit trail now.', {cause})
  }
}

/** The lease while this call holds it. */
export interface HeldLease {
  progress: TrailProgress
  /**
   * Writes in one transaction with the progress.
   *
   * @throws LeaseLostError when another call took the lease
   */
  write(mutations: readonly Mutation[], progress: TrailProgress): Promise<void>
  /**
   * Renews the lease once a third of its time is over.
   *
   * @throws LeaseLostError when another call took the lease
   */
  renew(): Promise<void>
  /** Gives the lease back; does nothing when another call took it. */
  release(): Promise<void>
}

/**
 * Takes the lease on the audit trail.
 *
 * @param holder - id of this call
 * @param now - ISO 8601, UTC
 * @returns `null` when another call holds it
 */
export async function holdLease(
  client: SanityClient,
  holder: string,
  now: () => string,
): Promise<HeldLease | null> {
  const lease = await readLease(client)
  if (isHeldByOther(lease, holder, now())) return null
  let revision: string | undefined
  try {
    const taken = await client.mutate([takeLease(lease, holder, now())], WRITE)
    revision = taken.transactionId
  } catch (error) {
    if (isConflict(error)) return null
    throw error
  }
  let writtenAt = Date.parse(now())
  const held = () => ({_id: TRAIL_LEASE_ID, ...(revision === undefined ? {} : {_rev: revision})})
  const holding: HeldLease = {
    progress: progressOf(lease),
    async write(mutations, progress) {
      try {
        const {transactionId} = await client.mutate(
          [noteProgress(held(), progress, now()), ...mutations],
          {...WRITE, tag: 'leads.trail.write'},
        )
        revision = transactionId
        writtenAt = Date.parse(now())
        holding.progress = progress
      } catch (error) {
        if (await isLost(client, revision)) throw new LeaseLostError(error)
        throw error
      }
    },
    async renew() {
      if (Date.parse(now()) - writtenAt > LEASE_MS / 3) await holding.write([], holding.progress)
    },
    async release() {
      try {
        await client.mutate([releaseLease(held(), holding.progress)], WRITE)
      } catch (error) {
        if (!isConflict(error)) throw error
      }
    },
  }
  return holding
}

async function readLease(client: SanityClient): Promise<TrailLease | null> {
  const found = await client.getDocument<TrailLease>(TRAIL_LEASE_ID, {tag: TAG})
  return found?._type === 'trailLease' ? found : null
}

/** Whether the lease in the store is another one than this call wrote. */
async function isLost(client: SanityClient, revision: string | undefined): Promise<boolean> {
  return (await readLease(client))?._rev !== revision
}

/** Asks the holder of the lease to read the history once more. */
export async function askForTurn(client: SanityClient): Promise<void> {
  await client.createIfNotExists({_id: TRAIL_TURN_ID, _type: 'trailLease'}, WRITE)
}

/** Whether another call asked for a turn; deletes the request. */
export async function takeTurn(client: SanityClient): Promise<boolean> {
  const found = await client.getDocument(TRAIL_TURN_ID, {tag: TAG})
  if (!found) return false
  await client.delete(TRAIL_TURN_ID, WRITE)
  return true
}
