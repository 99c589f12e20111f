import {canonicalJson} from '../crypto/canonicalJson.ts'
import {LEAD_FIELD_NAMES, leadField} from '../leads/leadFields.ts'
import type {AuditEvent} from '../sanity.types.generated.ts'
import {isWord, keyedMark, looksPersonal} from './redaction.ts'

/** One changed attribute, as an audit event shows it. */
export type RedactedChange = AuditEvent['diff'][number]

/** What an event says beside the changed attributes, such as a number of leads. */
export type AuditDetail = readonly [path: string, value: string | number | null | undefined]

/** Details as entries of an event's diff. Absent values are left out; of two with one name the first counts. */
export function toAuditDiff(details: readonly AuditDetail[]): RedactedChange[] {
  const found = new Map<string, string>()
  for (const [path, value] of details) {
    if (value !== null && value !== undefined && !found.has(path)) found.set(path, String(value))
  }
  return Array.from(found, ([path, after]) => ({_key: path, path, after}))
}

/** A number that a document holds; `null` for anything else. */
export function toCount(value: unknown): number | null {
  return typeof value === 'number' && Number.isFinite(value) ? value : null
}

/** A single word that a document holds, such as the product writes; `null` for anything else. */
export function toWord(value: unknown): string | null {
  return typeof value === 'string' && isWord(value) ? value : null
}

/**
 * Attributes whose values name no person, by the first segment of their path. Every other value is
 * replaced by a mark: new and unknown attributes count as personal.
 */
export const SHOWN_ATTRIBUTES: ReadonlySet<string> = new Set([
  ...LEAD_FIELD_NAMES.filter((name) => !leadField(name).isPersonal),
  'approvalReference',
  'cellThreshold',
  'mode',
  'planLimit',
  'reason',
  'redactionLevel',
  'revision',
  'since',
  'site',
  'state',
  'tenantMayEdit',
])

/** System attributes, which every write changes, and those that an event's target repeats. */
const SYSTEM = new Set(['_id', '_type', '_rev', '_createdAt', '_updatedAt', '_system'])

/** Longest value that is shown; a longer one is prose, and prose names people. */
const MAX_SHOWN = 200
/** The one shown attribute that is written for people to read. */
const PROSE: ReadonlySet<string> = new Set(['approvalReference'])
const MOMENT = /\d{4}-\d{2}-\d{2}T[\d:.]+Z/gu

type Attributes = Readonly<Record<string, unknown>>

/** How values are redacted. */
export interface RedactionOptions {
  /** `siteSecret(master, site, 'audit')` */
  secret: string
  /** Attributes whose values may be shown; {@link SHOWN_ATTRIBUTES} by default. */
  shown?: ReadonlySet<string>
}

/**
 * The difference between two states of a document, without personal values. The value of a shown
 * attribute stays, unless it looks personal or is longer than a word; every other value is replaced
 * by a keyed mark.
 *
 * @param before - `null` for a document that was created
 * @param after - `null` for a document that was deleted
 * @returns one entry per changed attribute, sorted by name
 */
export function redactDiff(
  before: Attributes | null,
  after: Attributes | null,
  options: RedactionOptions,
): RedactedChange[] {
  const names = new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])
  const changed = [...names].filter(
    (name) => !SYSTEM.has(name) && !isSame(before?.[name], after?.[name]),
  )
  return changed.sort().map((path, index) => {
    const was = redactValue(path, before?.[path], options)
    const is = redactValue(path, after?.[path], options)
    return {
      _key: `change-${index}`,
      path,
      ...(was === undefined ? {} : {before: was}),
      ...(is === undefined ? {} : {after: is}),
    }
  })
}

function isSame(left: unknown, right: unknown): boolean {
  return canonicalJson(left ?? null) === canonicalJson(right ?? null)
}

function redactValue(path: string, value: unknown, options: RedactionOptions): string | undefined {
  if (value === undefined || value === null) return undefined
  const shown = (options.shown ?? SHOWN_ATTRIBUTES).has(path) ? shownText(path, value) : null
  return shown ?? `[changed ${keyedMark(options.secret, path, canonicalJson(value))}]`
}

function shownText(path: string, value: unknown): string | null {
  const text = typeof value === 'string' ? value : canonicalJson(value)
  // The product writes single words; a direct write to the store may contain a name.
  const isProse = /[\s\\]/u.test(text) && !PROSE.has(path)
  const isHarmless =
    !isProse && text.length <= MAX_SHOWN && !looksPersonal(text.replaceAll(MOMENT, ''))
  return isHarmless ? text : null
}

/** Most entries in the diff of one event. */
export const MAX_AUDIT_CHANGES = 50

/** Cuts a diff to {@link MAX_AUDIT_CHANGES} entries; the last one then says how many are left out. */
export function limitDiff(diff: readonly RedactedChange[]): RedactedChange[] {
  if (diff.length <= MAX_AUDIT_CHANGES) return [...diff]
  const kept = diff.slice(0, MAX_AUDIT_CHANGES - 1)
  return [...kept, {_key: 'more', path: 'more', after: String(diff.length - kept.length)}]
}
