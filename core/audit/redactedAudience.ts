import {audienceUsage} from '../audience/audienceUsage.ts'
import {checkAudience} from '../audience/checkAudience.ts'
import {
  EVERYBODY,
  isAudienceGroup,
  type AudienceDefinition,
  type AudienceGroup,
  type AudienceRule,
} from '../audience/definition.ts'
import type {AudienceField, OptionSource} from '../audience/field.ts'
import {audienceFields, type FieldRegistry} from '../audience/fields.ts'
import {ALL_LEADS, type LeadView} from '../audience/leadSelection.ts'
import {parseAudience} from '../audience/parseAudience.ts'
import {siteCustomFields} from '../audience/siteFields.ts'
import {audienceToSentence} from '../audience/toSentence.ts'
import {canonicalJson} from '../crypto/canonicalJson.ts'
import type {CustomFieldSources} from '../documents/site.ts'
import {parseTenantDocumentId} from '../tenancy/documentId.ts'
import type {AuditDetail} from './auditDiff.ts'
import {isOpaqueId, isWord, keyedMark, looksPersonal, redactId, redactName} from './redaction.ts'

/** What redacting definitions and views of one site needs. */
export interface RedactionContext {
  /** The site, for the names and types of its custom fields. */
  site: CustomFieldSources
  /** `siteSecret(master, site, 'audit')` */
  secret: string
}

/** Which leads somebody selected, without naming any of them. */
export type SelectedLeads =
  /** Picked one by one. */
  | {kind: 'ids'}
  /** All leads of a view but some. */
  | {kind: 'matching'; view: LeadView; excluded: number}
  /** Those that an earlier bulk change changed, or failed to change. */
  | {kind: 'job'; jobId: string; which: 'failed' | 'changed'}

/** Describes a selection of leads for an event: conditions with marks for typed text, and no lead. */
export function redactedLeads(
  leads: SelectedLeads,
  site: string,
  context: RedactionContext,
): AuditDetail[] {
  if (leads.kind === 'ids') return [['leads', 'picked']]
  if (leads.kind === 'job') {
    return [
      ['leads', leads.which === 'failed' ? 'failed-before' : 'changed-before'],
      ['earlier', redactId(site, leads.jobId, context.secret)],
    ]
  }
  const view = redactedView(leads.view, site, context)
  const isNarrowed = view.some(([, value]) => value !== null)
  return [
    ['leads', isNarrowed ? 'matching' : 'all'],
    ...view,
    ['excluded', leads.excluded === 0 ? null : leads.excluded],
  ]
}

function redactedView(view: LeadView, site: string, context: RedactionContext): AuditDetail[] {
  const {quick, search, segmentId, audience} = view
  const {secret} = context
  const searched = search === HIDDEN ? HIDDEN : keyedMark(secret, 'search', search)
  return [
    ['quickFilter', quick === ALL_LEADS.quick ? null : quick],
    ['search', search === '' ? null : searched],
    ['segment', segmentId === null ? null : redactId(site, segmentId, secret)],
    ['filter', audience === null ? null : redactedAudienceText(audience, context)],
  ]
}

/** How a definition changed. Where both texts are equal, marks distinguish them. */
export function redactedAudienceChange(
  before: unknown,
  after: unknown,
  context: RedactionContext,
): {before?: string; after?: string} {
  const textOf = (stored: unknown): string | undefined =>
    stored === null || stored === undefined ? undefined : redactedAudienceText(stored, context)
  const [was, is] = [textOf(before), textOf(after)]
  const marked = (text: string | undefined, stored: unknown): string | undefined =>
    text === undefined || was !== is ? text : `${text} ${definitionMark(stored, context)}`
  const [first, second] = [marked(was, before), marked(is, after)]
  return {
    ...(first === undefined ? {} : {before: first}),
    ...(second === undefined ? {} : {after: second}),
  }
}

/** Longest sentence that an event holds, in UTF-16 code units. */
const MAX_SENTENCE = 1000
/** Seven digits may be a telephone number or a customer number. */
const LONG_NUMBER = /\d{7}/u

/**
 * Describes a definition as a sentence that holds no personal data: keyed marks for every text that
 * may be personal, ids for segments and lists. A definition that can't be described becomes a mark; a
 * long sentence is cut and ends with one.
 *
 * @param stored - a definition, or its JSON text
 */
export function redactedAudienceText(stored: unknown, context: RedactionContext): string {
  const {definition} = parseAudience(stored)
  if (!definition) return definitionMark(stored ?? null, context)
  const {customFields, segments} = audienceUsage(definition)
  const fields = redactedFields(context, customFields)
  const masked = maskAudience(definition, fields, (text) =>
    keyedMark(context.secret, 'audience', text),
  )
  const mark = definitionMark(definition, context)
  if (LONG_NUMBER.test(numbersOf(masked))) return mark
  // Segments have events of their own for what they mean; the sentence names them by id.
  const named = new Map(segments.map((id) => [id, {title: id, definition: EVERYBODY}] as const))
  const checked = checkAudience(masked, {fields, segments: named})
  if (!checked.ok) return mark
  const sentence = audienceToSentence(checked.audience)
  if (sentence.length <= MAX_SENTENCE) return sentence
  return `${sentence.slice(0, MAX_SENTENCE).toWellFormed()}… ${mark}`
}

/** The fields of a site and those that a definition names besides, with redacted titles. */
function redactedFields(
  {site, secret}: RedactionContext,
  others: readonly string[],
): FieldRegistry {
  const known = siteCustomFields(site)
  const found = others.map((name) => ({name, title: name, type: 'text' as const}))
  return audienceFields(
    [...known, ...found].map((field) => ({
      ...field,
      title: redactName(field.title ?? field.name, secret),
    })),
  )
}

function definitionMark(definition: unknown, {secret}: RedactionContext): string {
  // JSON text can have numbers that JSON can't hold, such as 1e999.
  const held: unknown = JSON.parse(JSON.stringify(definition))
  return `[${keyedMark(secret, 'definition', canonicalJson(held))}]`
}

/** All numbers of a definition, as text. */
function numbersOf(value: unknown): string {
  if (typeof value === 'number') return ` ${value} `
  if (Array.isArray(value)) return value.map(numbersOf).join('')
  if (typeof value !== 'object' || value === null) return ''
  return Object.values(value).map(numbersOf).join('')
}

/** Replaces a text that may be personal. */
export type Mask = (text: string) => string

/** Replaces a text where there is no secret to make a mark with. */
export const HIDDEN = '…'

/** Replaces every text by {@link HIDDEN}. */
export const hide: Mask = () => HIDDEN

/**
 * A definition of the same form in which every text that may be personal is replaced.
 *
 * @param fields - fields of the site; texts of unknown fields are replaced
 */
export function maskAudience(
  definition: AudienceDefinition,
  fields: FieldRegistry,
  mask: Mask,
): AudienceDefinition {
  return {...definition, root: maskGroup(definition.root, fields, mask)}
}

function maskGroup(group: AudienceGroup, fields: FieldRegistry, mask: Mask): AudienceGroup {
  return {
    ...group,
    rules: group.rules.map((node) =>
      isAudienceGroup(node) ? maskGroup(node, fields, mask) : maskRule(node, fields, mask),
    ),
  }
}

function maskRule(rule: AudienceRule, fields: FieldRegistry, mask: Mask): AudienceRule {
  const field = fields.get(rule.field)
  const masked = (value: unknown): unknown =>
    typeof value === 'string' && !mayShow(field, value) ? mask(value) : value
  const {value} = rule
  if (value === undefined) return rule
  return {...rule, value: Array.isArray(value) ? value.map(masked) : masked(value)}
}

/** Options that are words of the site or ids of users, rather than ids of documents. */
const WORDS: ReadonlySet<OptionSource> = new Set(['statuses', 'owners', 'forms', 'consentTexts'])

/**
 * Whether a value of a condition may be shown: dates, the product's own options, and ids. Typed
 * values may not: names, addresses, numbers, companies, pages, and tags.
 */
function mayShow(field: AudienceField | undefined, text: string): boolean {
  if (!field || text === HIDDEN) return text === HIDDEN
  if (field.type === 'date' || field.options.includes(text)) return true
  if (field.optionsFrom === null) return false
  const site = parseTenantDocumentId(text)?.site
  if (site !== undefined && isOpaqueId(site, text)) return true
  return WORDS.has(field.optionsFrom) && isWord(text) && !looksPersonal(text)
}
