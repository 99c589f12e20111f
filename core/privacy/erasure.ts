import {z} from 'zod'
import {guardedPatch, type Mutation, type NewDocument} from '../changes/mutation.ts'
import {suppressionReason} from '../consent/suppressionRules.ts'
import {parseJsonText} from '../documents/parseJsonText.ts'
import type {SuppressionRecord} from '../documents/people.ts'
import {normalizeEmail} from '../people/normalizeEmail.ts'
import {personKey} from '../people/keys.ts'
import {tenantDocumentId} from '../tenancy/documentId.ts'

/** Recognizes what belongs to one person, of whom it knows only the key. */
export interface PersonMatcher {
  /** Whether a text is an address of the person, in any spelling. */
  isAddress: (text: unknown) => boolean
  /** Whether a value holds an address of the person anywhere. */
  holdsAddress: (value: unknown) => boolean
}

/**
 * Creates a matcher of a person.
 *
 * @param secret - `siteSecret(master, site, 'person-key')`
 * @param key - of the person
 */
export function personMatcher(secret: string, key: string): PersonMatcher {
  const isAddress = (text: unknown): boolean => {
    if (typeof text !== 'string' || !text.includes('@')) return false
    const normalized = normalizeEmail(text)
    return normalized.ok && personKey(secret, normalized.email) === key
  }
  const holdsAddress = (value: unknown): boolean => {
    if (typeof value === 'object' && value !== null) return Object.values(value).some(holdsAddress)
    return isAddress(value)
  }
  return {isAddress, holdsAddress}
}

/** Deletes a document and its history. */
export function purge(id: string): Mutation {
  return {delete: {id, purge: true}}
}

/**
 * Deletes the history of a document that was deleted before. The store removes histories only together
 * with documents, so the transaction creates the document for a moment.
 */
export function purgeHistory(document: NewDocument): Mutation[] {
  return [{createIfNotExists: document}, purge(document._id)]
}

/** Attributes that the store adds to a document. */
const ADDED = new Set(['_rev', '_createdAt', '_updatedAt', '_system'])

/**
 * Writes a document anew with other attributes, so that its history does not lead back to what it held.
 * Writes nothing when somebody changed it since it was read.
 */
export function rewrite(
  document: NewDocument & {_rev?: string},
  attributes: Readonly<Record<string, unknown>>,
): Mutation[] {
  const own = Object.entries(document).filter(([name]) => !ADDED.has(name))
  const {_id, _type} = document
  return [
    guardedPatch(document, {set: attributes}),
    purge(_id),
    {create: {...Object.fromEntries(own), ...attributes, _id, _type}},
  ]
}

/**
 * Puts a person who was erased on the suppression list. This document outlives everything else of them,
 * and only says that their address gets no mail.
 *
 * @param now - ISO 8601, UTC
 */
export function suppressErased(
  site: string,
  personKey: string,
  suppression: SuppressionRecord | null,
  now: string,
): Mutation[] {
  const reason = 'erased'
  if (!suppression) {
    const _id = tenantDocumentId(site, 'suppression', personKey)
    return [{create: {_id, _type: 'suppression', site, reason, since: now}}]
  }
  const current = suppressionReason(suppression)
  if (current === reason) return []
  return current === null
    ? [guardedPatch(suppression, {set: {reason, since: now}, unset: ['liftedAt', 'withdrawnAt']})]
    : [guardedPatch(suppression, {set: {reason}})]
}

/** What a bulk change stores of a lead that it deleted. */
const Deleted = z.object({
  kind: z.literal('deleted'),
  content: z.looseObject({email: z.unknown()}),
})

/** What an import stores of a lead that it created or updated. */
const Imported = z.object({kind: z.enum(['created', 'updated']), key: z.string()})

const Rows = z.looseObject({
  waiting: z.array(z.unknown()),
  skipped: z.array(z.unknown()),
  failed: z.array(z.unknown()),
  undo: z.array(z.looseObject({id: z.string(), undo: z.unknown()})),
})

/** Whether a text is the rows of a job's chunk. */
export function isChunkRows(text: string): boolean {
  return parseJsonText(Rows, text) !== null
}

/** The rows of a chunk without what they held of a person. */
export interface ForgottenRows {
  rows: string
  /** How many rows held something. */
  forgotten: number
  /** Further leads of theirs, which the job deleted. */
  deletedIds: string[]
}

/**
 * Removes from the rows of a job's chunk what they hold of a person: what would undo a change of one of
 * their leads, and rows with their address. Rows that only name a lead stay, since a running job counts
 * them; it no longer finds the lead.
 *
 * @param leadIds - ids of the person's leads
 * @returns `null` where the rows hold nothing of them, or the text is not the rows of a chunk
 */
export function forgetInChunk(
  text: string,
  leadIds: ReadonlySet<string>,
  {isAddress, holdsAddress}: PersonMatcher,
): ForgottenRows | null {
  const rows = parseJsonText(Rows, text)
  if (!rows) return null
  const keep = (row: unknown): boolean => !holdsAddress(row)
  const waiting = rows.waiting.filter(keep)
  const skipped = rows.skipped.filter(keep)
  const failed = rows.failed.filter(keep)
  let forgotten =
    rows.waiting.length +
    rows.skipped.length +
    rows.failed.length -
    (waiting.length + skipped.length + failed.length)
  const deletedIds: string[] = []
  const keys = new Set(Array.from(leadIds, (id) => id.slice(id.lastIndexOf('.') + 1)))
  const undo = rows.undo.map((each) => {
    const imported = Imported.safeParse(each.undo).data
    const isImported = imported !== undefined && keys.has(imported.key)
    const isTheirs = leadIds.has(each.id) || isImported || holdsAddress(each.undo)
    if (each.undo === null || !isTheirs) return each
    forgotten += 1
    const deleted = Deleted.safeParse(each.undo).data
    const isFurther = isAddress(deleted?.content.email) && !leadIds.has(each.id)
    if (isFurther) deletedIds.push(each.id)
    return {...each, undo: null}
  })
  if (forgotten === 0) return null
  const left = JSON.stringify({...rows, waiting, skipped, failed, undo})
  return {rows: left, forgotten, deletedIds}
}
