import {canonicalJson} from '../crypto/canonicalJson.ts'
import type {AuditEvent} from '../sanity.types.generated.ts'
import {looksPersonal} from './harmless.ts'
import {keyedMark} from './keyedMark.ts'

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
