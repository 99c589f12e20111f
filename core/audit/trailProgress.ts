import {sha256} from '@noble/hashes/sha2.js'
import {utf8ToBytes} from '@noble/hashes/utils.js'
import {z} from 'zod'
import {guardedPatch, type Mutation} from '../changes/mutation.ts'
import {base32} from '../crypto/encodings.ts'
import type {Stored} from '../documents/stored.ts'
import type {TrailLease} from '../sanity.types.generated.ts'
import {SIGNED_EVENTS, SIGNING_INTERVAL_MS} from './signedHeads.ts'
import {transactionKey, type TransactionRef} from './storeTransaction.ts'

/** Id of the lease: one writer for all chains of a dataset, since all are read from one history. */
export const TRAIL_LEASE_ID = 'network.lease.trail'

/** Id of the document that asks the holder of the lease to read the history once more. */
export const TRAIL_TURN_ID = 'network.lease.turn'

/** How long a lease holds without being renewed, in milliseconds; appending events renews it. */
export const LEASE_MS = 15_000

/** How far back the first reading of a history begins, in milliseconds. */
const FIRST_READING_MS = 10 * 60_000

/**
 * How long read transactions are remembered, in milliseconds. A reading begins that much earlier than
 * the last one ended, because the history may list a transaction late.
 */
export const OVERLAP_MS = 15_000

/** Most transactions that are remembered; more of them shorten the overlap. */
export const MAX_REMEMBERED = 20_000

const Position = z.object({
  /** ISO 8601, UTC, as precise as the store gives it. */
  at: z.string(),
  transaction: z.string(),
})

const Behind = z.object({
  chain: z.string(),
  /** The first transaction that the chain has not recorded. */
  from: Position,
  /** {@link transactionMark} of recorded transactions of the same moment, or later. */
  told: z.array(z.string()).default([]),
  /** Why, as `formatProblems` writes it, for the operator of the functions. */
  reason: z.string(),
})

/** A chain that could not be written, while the others went on. */
export type BehindChain = z.infer<typeof Behind>

const Progress = z.object({
  version: z.literal(1),
  /** The newest transaction that was read. */
  position: Position.nullable(),
  /** {@link transactionMark} of those read since `recentFrom`, with their times in ms since 1970. */
  recent: z.array(z.tuple([z.string(), z.number()])),
  /** Since when `recent` holds all transactions that were read, in ms since 1970. */
  recentFrom: z.number(),
  behind: z.array(Behind),
  /** Time of the newest checkpoint, and how many events each chain got since. */
  signed: z.object({at: z.string()}).nullable().default(null),
  unsigned: z.record(z.string(), z.number()).default({}),
  /** Robots of the product, and when the project was asked for them. */
  robots: z.object({ids: z.array(z.string()), at: z.string()}).nullable(),
})

/** How far the history was read. The lease's document holds it as JSON. */
export type TrailProgress = z.infer<typeof Progress>

/** The lease as core reads it. */
export type TrailLeaseRecord = Stored<TrailLease>

/** Nothing was read yet. */
export const NO_PROGRESS: TrailProgress = {
  version: 1,
  position: null,
  recent: [],
  recentFrom: 0,
  behind: [],
  signed: null,
  unsigned: {},
  robots: null,
}

/** The progress that a lease holds; {@link NO_PROGRESS} where it holds none that can be read. */
export function progressOf(lease: TrailLeaseRecord | null): TrailProgress {
  try {
    return Progress.safeParse(JSON.parse(lease?.progress ?? '')).data ?? NO_PROGRESS
  } catch {
    return NO_PROGRESS
  }
}

/** Whether somebody else holds a lease. */
export function isHeldByOther(
  lease: TrailLeaseRecord | null,
  holder: string,
  now: string,
): boolean {
  if (!lease?.holder || lease.holder === holder) return false
  return Date.parse(lease.expiresAt ?? '') > Date.parse(now)
}

/**
 * Takes a lease that nobody holds, or whose holder did not renew it.
 *
 * @param holder - id of the call that takes it
 * @param now - ISO 8601, UTC
 */
export function takeLease(lease: TrailLeaseRecord | null, holder: string, now: string): Mutation {
  const held = {holder, expiresAt: leaseEnd(now)}
  return lease
    ? guardedPatch(lease, {set: held})
    : {create: {_id: TRAIL_LEASE_ID, _type: 'trailLease', ...held}}
}

/** Notes how far the history was read and renews the lease. Goes with the events of that reading. */
export function noteProgress(
  lease: Pick<TrailLeaseRecord, '_id' | '_rev'>,
  progress: TrailProgress,
  now: string,
): Mutation {
  return guardedPatch(lease, {set: {progress: JSON.stringify(progress), expiresAt: leaseEnd(now)}})
}

/** Gives a lease back. */
export function releaseLease(
  lease: Pick<TrailLeaseRecord, '_id' | '_rev'>,
  progress: TrailProgress,
): Mutation {
  const set = {progress: JSON.stringify(progress)}
  return guardedPatch(lease, {set, unset: ['holder', 'expiresAt']})
}

function leaseEnd(now: string): string {
  return new Date(Date.parse(now) + LEASE_MS).toISOString()
}

/** Where the next reading begins: a little before the last one ended. ISO 8601, UTC. */
export function readingStart({position, recentFrom}: TrailProgress, now: string): string {
  if (!position) return new Date(Date.parse(now) - FIRST_READING_MS).toISOString()
  return new Date(Math.max(Date.parse(position.at) - OVERLAP_MS, recentFrom)).toISOString()
}

/** A short mark by which a transaction is remembered. */
export function transactionMark(transaction: TransactionRef): string {
  return base32(sha256(utf8ToBytes(transactionKey(transaction))).subarray(0, 7))
}

/**
 * The progress after some transactions were read.
 *
 * @param last - the last of them
 * @param read - all of them
 */
export function advance(
  progress: TrailProgress,
  last: TransactionRef,
  read: readonly TransactionRef[],
): TrailProgress {
  const {position} = progress
  const isLater = !position || Date.parse(position.at) <= Date.parse(last.at)
  const newest = isLater ? {at: last.at, transaction: last.id} : position
  const from = Math.max(progress.recentFrom, Date.parse(newest.at) - OVERLAP_MS)
  const marks = read.map((each) => [transactionMark(each), Date.parse(each.at)] as const)
  const recent = [...progress.recent, ...marks].filter(([, at]) => at >= from)
  const dropped = recent.length - MAX_REMEMBERED
  const lastDropped = dropped > 0 ? recent[dropped - 1] : undefined
  return {
    ...progress,
    position: newest,
    recent: recent.slice(Math.max(0, dropped)).map(([mark, at]) => [mark, at]),
    recentFrom: lastDropped ? lastDropped[1] + 1 : from,
  }
}

/** The progress after events were appended to chains. */
export function withUnsigned(
  progress: TrailProgress,
  appended: ReadonlyMap<string, number>,
): TrailProgress {
  const unsigned = {...progress.unsigned}
  for (const [chain, count] of appended) unsigned[chain] = (unsigned[chain] ?? 0) + count
  return {...progress, unsigned}
}

/**
 * Whether the next checkpoint is due: every hour, and earlier when a chain got a thousand events.
 *
 * @param now - ISO 8601, UTC
 */
export function isSigningDue({signed, unsigned}: TrailProgress, now: string): boolean {
  if (!signed) return true
  if (Object.values(unsigned).some((count) => count >= SIGNED_EVENTS)) return true
  return Date.parse(now) - Date.parse(signed.at) >= SIGNING_INTERVAL_MS
}

/**
 * A chain that falls behind at a transaction.
 *
 * @param progress - before that transaction was read
 * @param before - transactions that were read and recorded together with it, before it
 */
export function fallBehind(
  chain: string,
  at: TransactionRef,
  reason: string,
  progress: TrailProgress,
  before: readonly TransactionRef[],
): BehindChain {
  const moment = Date.parse(at.at)
  const known = progress.recent.filter(([, time]) => time >= moment).map(([mark]) => mark)
  const read = before.filter((each) => Date.parse(each.at) >= moment).map(transactionMark)
  return {chain, from: {at: at.at, transaction: at.id}, told: [...known, ...read], reason}
}

/** A chain that was behind, after some more transactions were recorded in it. */
export function caughtUpTo(behind: BehindChain, read: readonly TransactionRef[]): BehindChain {
  const last = read.at(-1)
  if (!last) return behind
  const isSameMoment = Date.parse(last.at) === Date.parse(behind.from.at)
  const marks = read
    .filter(({at}) => Date.parse(at) >= Date.parse(last.at))
    .map((each) => transactionMark(each))
  return {
    ...behind,
    from: {at: last.at, transaction: last.id},
    told: isSameMoment ? [...behind.told, ...marks] : marks,
  }
}

/** The progress with the new state of a chain that is behind; `null` when it is behind no more. */
export function withBehind(
  progress: TrailProgress,
  chain: string,
  behind: BehindChain | null,
): TrailProgress {
  const others = progress.behind.filter((each) => each.chain !== chain)
  return {...progress, behind: behind ? [...others, behind] : others}
}
