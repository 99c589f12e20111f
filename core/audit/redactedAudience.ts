import type {AudienceField, OptionSource} from '../audience/field.ts'
import {
  isAudienceGroup,
  type AudienceDefinition,
  type AudienceGroup,
  type AudienceRule,
  EVERYBODY,
} from '../audience/definition.ts'
import {type FieldRegistry, audienceFields} from '../audience/fields.ts'
import {parseTenantDocumentId} from '../tenancy/documentId.ts'
import {isOpaqueId, isWord, looksPersonal, keyedMark, shownName} from './redaction.ts'
import {checkAudience} from '../audience/checkAudience.ts'
import {parseAudience} from '../audience/parseAudience.ts'
import {siteCustomFields} from '../audience/siteFields.ts'
import {audienceToSentence} from '../audience/toSentence.ts'
import {audienceUsage} from '../audience/audienceUsage.ts'
import {canonicalJson} from '../crypto/canonicalJson.ts'
import type {SiteRecord} from '../documents/site.ts'
import {ALL_LEADS, type LeadView} from '../audience/leadSelection.ts'
import {shownId, type Fact} from './auditDiff.ts'

/** Puts something else in the place of a text that may be somebody's. */
export type Mask = (text: string) => string

/** What stands for a text where there is no secret to make a mark with. */
export const HIDDEN = '…'

/** Replaces every text by {@link HIDDEN}. */
export const hide: Mask = () => HIDDEN

/** What is named by words of the site or by ids of users, rather than by ids of documents. */
const WORDS: ReadonlySet<OptionSource> = new Set(['statuses', 'owners', 'forms', 'consentTexts'])

function isOpaque(text: string): boolean {
  const parsed = parseTenantDocumentId(text)
  return parsed !== null && isOpaqueId(parsed.site, text)
}

/**
 * Whether a value of a condition may be shown: dates, the product's own options, and ids. What
 * people typed may not: names, addresses, numbers, companies, pages, and tags too.
 */
function mayShow(field: AudienceField | undefined, text: string): boolean {
  if (!field || text === HIDDEN) return text === HIDDEN
  if (field.type === 'date' || field.options.includes(text)) return true
  if (field.optionsFrom === null) return false
  return isOpaque(text) || (WORDS.has(field.optionsFrom) && isWord(text) && !looksPersonal(text))
}

function maskRule(rule: AudienceRule, fields: FieldRegistry, mask: Mask): AudienceRule {
  const field = fields.get(rule.field)
  const masked = (value: unknown): unknown =>
    typeof value === 'string' && !mayShow(field, value) ? mask(value) : value
  const {value} = rule
  if (value === undefined) return rule
  return {...rule, value: Array.isArray(value) ? value.map(masked) : masked(value)}
}

function maskGroup(group: AudienceGroup, fields: FieldRegistry, mask: Mask): AudienceGroup {
  return {
    ...group,
    rules: group.rules.map((node) =>
      isAudienceGroup(node) ? maskGroup(node, fields, mask) : maskRule(node, fields, mask),
    ),
  }
}

/**
 * A definition of the same form in which every text that may be somebody's is replaced.
 *
 * @param fields - of the site; values of fields that are not there are replaced
 */
export function maskAudience(
  definition: AudienceDefinition,
  fields: FieldRegistry,
  mask: Mask,
): AudienceDefinition {
  return {...definition, root: maskGroup(definition.root, fields, mask)}
}

/** Longest sentence that an event holds, in UTF-16 code units. */
const MAX_SENTENCE = 1000
/** Numbers of so many digits may be telephone numbers or numbers of customers. */
const LONG_NUMBER = /\d{7}/u

/** What saying an audience in the trail needs. */
export interface RedactionContext {
  /** The site, for the names and types of its own fields. */
  site: Pick<SiteRecord, 'forms'>
  /** `siteSecret(master, site, 'audit')` */
  secret: string
}

/** Fields as the trail names them: names that may be anything are marks. */
function shownFields({site, secret}: RedactionContext, others: readonly string[]): FieldRegistry {
  const known = siteCustomFields(site)
  const found = others.map((name) => ({name, title: name, type: 'text' as const}))
  return audienceFields(
    [...known, ...found].map((field) => ({
      ...field,
      title: shownName(field.title ?? field.name, secret),
    })),
  )
}

/** The mark by which the trail knows a definition again. */
function definitionMark(definition: unknown, {secret}: RedactionContext): string {
  return `[${keyedMark(secret, 'definition', canonicalJson(definition))}]`
}

/**
 * Says who a definition means, as the audit trail may hold it: with keyed marks for every text that
 * may be somebody's, and ids for segments and lists. Of what cannot be said only a mark is left; a
 * long sentence ends with one, so that two of them can be told apart.
 *
 * @param stored - a definition, or its JSON text
 */
export function redactedAudienceText(stored: unknown, context: RedactionContext): string {
  const {definition} = parseAudience(stored)
  if (!definition) return definitionMark(stored ?? null, context)
  const {customFields, segments} = audienceUsage(definition)
  const fields = shownFields(context, customFields)
  const masked = maskAudience(definition, fields, (text) =>
    keyedMark(context.secret, 'audience', text),
  )
  const mark = definitionMark(definition, context)
  if (LONG_NUMBER.test(numbersOf(masked))) return mark
  // What the segments mean is told by their own events; the sentence names them by their ids.
  const named = new Map(segments.map((id) => [id, {title: id, definition: EVERYBODY}] as const))
  const checked = checkAudience(masked, {fields, segments: named})
  if (!checked.ok) return mark
  const sentence = audienceToSentence(checked.audience)
  if (sentence.length <= MAX_SENTENCE) return sentence
  return `${sentence.slice(0, MAX_SENTENCE).toWellFormed()}… ${mark}`
}

/** All numbers of a definition, as text. */
function numbersOf(value: unknown): string {
  if (typeof value === 'number') return ` ${value} `
  if (Array.isArray(value)) return value.map(numbersOf).join('')
  if (typeof value !== 'object' || value === null) return ''
  return Object.values(value).map(numbersOf).join('')
}

/** How a definition changed: where both sentences are the same, their marks tell them apart. */
export function redactedAudienceChange(
  before: unknown,
  after: unknown,
  context: RedactionContext,
): {before?: string; after?: string} {
  const say = (stored: unknown): string | undefined =>
    stored === null || stored === undefined ? undefined : redactedAudienceText(stored, context)
  const [was, is] = [say(before), say(after)]
  const added = (text: string | undefined, stored: unknown): string | undefined =>
    text === undefined || was !== is ? text : `${text} ${definitionMark(stored, context)}`
  const [first, second] = [added(was, before), added(is, after)]
  return {
    ...(first === undefined ? {} : {before: first}),
    ...(second === undefined ? {} : {after: second}),
  }
}

/** Which leads somebody asked for, without naming any of them. */
export type AskedLeads =
  /** Picked one by one. */
  | {kind: 'ids'}
  /** All of a view, without some. */
  | {kind: 'matching'; view: LeadView; excluded: number}
  /** Those that an earlier bulk change changed, or failed at. */
  | {kind: 'job'; jobId: string; which: 'failed' | 'changed'}

function saidView(view: LeadView, site: string, context: RedactionContext): Fact[] {
  const {quick, search, segmentId, audience} = view
  const {secret} = context
  const searched = search === HIDDEN ? HIDDEN : keyedMark(secret, 'search', search)
  return [
    ['quickFilter', quick === ALL_LEADS.quick ? null : quick],
    ['search', search === '' ? null : searched],
    ['segment', segmentId === null ? null : shownId(site, segmentId, secret)],
    ['filter', audience === null ? null : redactedAudienceText(audience, context)],
  ]
}

/** Says which leads were asked for: conditions with marks for what people typed, and no lead. */
export function redactedLeads(asked: AskedLeads, site: string, context: RedactionContext): Fact[] {
  if (asked.kind === 'ids') return [['leads', 'picked']]
  if (asked.kind === 'job') {
    return [
      ['leads', asked.which === 'failed' ? 'failed-before' : 'changed-before'],
      ['earlier', shownId(site, asked.jobId, context.secret)],
    ]
  }
  const view = saidView(asked.view, site, context)
  const narrowed = view.some(([, value]) => value !== null)
  return [
    ['leads', narrowed ? 'matching' : 'all'],
    ...view,
    ['excluded', asked.excluded === 0 ? null : asked.excluded],
  ]
}
