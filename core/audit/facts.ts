import type {AuditEvent} from '../sanity.types.generated.ts'
import {parseTenantDocumentId} from '../tenancy/documentId.ts'
import type {DocumentKind} from '../tenancy/kinds.ts'
import {isOpaqueId, isUserId, isWord} from './harmless.ts'
import {keyedMark} from './keyedMark.ts'
import type {RedactedChange} from './redactDiff.ts'

/** Something that an event tells beside what changed; nothing that is absent is told. */
export type Fact = readonly [path: string, value: string | number | null | undefined]

/** Facts as an event's diff holds them; of two with one name the first counts. */
export function toAuditDiff(facts: readonly Fact[]): RedactedChange[] {
  const told = new Map<string, string>()
  for (const [path, value] of facts) {
    if (value !== null && value !== undefined && !told.has(path)) told.set(path, String(value))
  }
  return Array.from(told, ([path, after]) => ({_key: path, path, after}))
}

/** A number that a document holds; `null` for anything else that stands in its place. */
export function countOf(value: unknown): number | null {
  return typeof value === 'number' && Number.isFinite(value) ? value : null
}

/** What stands before the key in the ids of jobs that not everybody may ask for. */
const WORDS_IN_IDS: ReadonlyMap<DocumentKind, string> = new Map([
  ['bulk', 'delete'],
  ['refresh', 'network'],
])

/** A text that a document holds, where it is one word such as the product writes; else `null`. */
export function wordOf(value: unknown): string | null {
  return typeof value === 'string' && isWord(value) ? value : null
}

/** An id of a document of the site as the trail may hold it; of any other shape a mark. */
export function shownId(site: string, id: string, secret: string): string {
  const parsed = parseTenantDocumentId(id)
  const word = parsed ? WORDS_IN_IDS.get(parsed.kind) : undefined
  const plain = word ? id.replace(`.${word}.`, '.') : id
  return isOpaqueId(site, plain) ? id : keyedMark(secret, 'id', id)
}

/**
 * The author of a change in the store as an event names them. Where the store does not say, nobody
 * is named: what a document says of its author, its author has written.
 */
export function authorActor(
  author: string | null | undefined,
  secret: string,
): AuditEvent['actor'] {
  if (author === null || author === undefined || author === '') {
    return {kind: 'function', id: 'unknown'}
  }
  return {kind: 'user', id: isUserId(author) ? author : keyedMark(secret, 'actor', author)}
}
