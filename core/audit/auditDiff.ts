import {canonicalJson} from '../crypto/canonicalJson.ts'
import type {AuditEvent} from '../sanity.types.generated.ts'
import {looksPersonal, keyedMark, isOpaqueId, isUserId, isWord} from './redaction.ts'
import {parseTenantDocumentId} from '../tenancy/documentId.ts'
import type {DocumentKind} from '../tenancy/kinds.ts'

/** One changed attribute, as an audit event shows it. */
export type RedactedChange = AuditEvent['diff'][number]

/**
 * Attributes whose values name no person, by the first segment of their path. Everything else is
 * shown as a fingerprint: what is new or unknown is taken for personal.
 */
export const SHOWN_ATTRIBUTES: ReadonlySet<string> = new Set([
  'approvalReference',
  'campaigns',
  'cellThreshold',
  'createdAt',
  'engagement',
  'lastActivityAt',
  'lastContactAt',
  'lists',
  'mode',
  'planLimit',
  'reason',
  'redactionLevel',
  'revision',
  'score',
  'since',
  'site',
  'state',
  'status',
  'subscription',
  'tenantMayEdit',
])

/** System attributes, which every write changes, and those that an event's target says. */
const SYSTEM = new Set(['_id', '_type', '_rev', '_createdAt', '_updatedAt', '_system'])

/** Longest value that is shown; a longer one is prose, and prose names people. */
const MAX_SHOWN = 200
/** Of what may be shown, the one attribute that is written for people to read. */
const PROSE: ReadonlySet<string> = new Set(['approvalReference'])
const MOMENT = /\d{4}-\d{2}-\d{2}T[\d:.]+Z/gu

type Attributes = Readonly<Record<string, unknown>>

/** How values are redacted. */
export interface RedactionOptions {
  /** `siteSecret(master, site, 'audit')` */
  secret: string
  /** Attributes whose values may be shown; {@link SHOWN_ATTRIBUTES} unless told. */
  shown?: ReadonlySet<string>
}

/**
 * Keyed fingerprint of a value: equal for equal values of one attribute, so that one can see that
 * it went back to what it was, and of no use for guessing it.
 */
function fingerprint(secret: string, path: string, value: unknown): string {
  return `[changed ${keyedMark(secret, path, canonicalJson(value))}]`
}

function shownText(path: string, value: unknown): string | null {
  const text = typeof value === 'string' ? value : canonicalJson(value)
  // The product writes single words; whoever writes to the store directly may write a name.
  const isProse = /[\s\\]/u.test(text) && !PROSE.has(path)
  const harmless =
    !isProse && text.length <= MAX_SHOWN && !looksPersonal(text.replaceAll(MOMENT, ''))
  return harmless ? text : null
}

function redact(path: string, value: unknown, options: RedactionOptions): string | undefined {
  if (value === undefined || value === null) return undefined
  const shown = (options.shown ?? SHOWN_ATTRIBUTES).has(path) ? shownText(path, value) : null
  return shown ?? fingerprint(options.secret, path, value)
}

function same(left: unknown, right: unknown): boolean {
  return canonicalJson(left ?? null) === canonicalJson(right ?? null)
}

/**
 * What changed between two states of a document, without any personal value: an attribute that may
 * be shown is, unless its value looks personal all the same or is more than a word; every other is
 * replaced by a keyed fingerprint.
 *
 * @param before - `null` for a document that was created
 * @param after - `null` for one that was deleted
 * @returns one entry an attribute, sorted by name
 */
export function redactDiff(
  before: Attributes | null,
  after: Attributes | null,
  options: RedactionOptions,
): RedactedChange[] {
  const names = new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])
  const changed = [...names].filter(
    (name) => !SYSTEM.has(name) && !same(before?.[name], after?.[name]),
  )
  return changed.sort().map((path, index) => {
    const was = redact(path, before?.[path], options)
    const is = redact(path, after?.[path], options)
    return {
      _key: `change-${index}`,
      path,
      ...(was === undefined ? {} : {before: was}),
      ...(is === undefined ? {} : {after: is}),
    }
  })
}

/** Most entries in the diff of one event; the last one then says how many are left out. */
export const MAX_AUDIT_CHANGES = 50

/** A diff of at most {@link MAX_AUDIT_CHANGES} entries. */
export function withoutExcess(diff: readonly RedactedChange[]): RedactedChange[] {
  if (diff.length <= MAX_AUDIT_CHANGES) return [...diff]
  const kept = diff.slice(0, MAX_AUDIT_CHANGES - 1)
  return [...kept, {_key: 'more', path: 'more', after: String(diff.length - kept.length)}]
}

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
