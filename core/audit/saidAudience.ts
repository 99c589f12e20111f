import {checkAudience} from '../audience/checkAudience.ts'
import {EVERYBODY} from '../audience/definition.ts'
import {audienceFields, type FieldRegistry} from '../audience/fields.ts'
import {parseAudience} from '../audience/parseAudience.ts'
import {siteCustomFields} from '../audience/siteFields.ts'
import {audienceToSentence} from '../audience/toSentence.ts'
import {audienceUsage} from '../audience/usage.ts'
import {canonicalJson} from '../crypto/canonicalJson.ts'
import type {SiteRecord} from '../documents/site.ts'
import {keyedMark} from './keyedMark.ts'
import {maskAudience} from './maskAudience.ts'
import {shownName} from './shownName.ts'

/** Longest sentence that an event holds, in UTF-16 code units. */
const MAX_SENTENCE = 1000
/** Numbers of so many digits may be telephone numbers or numbers of customers. */
const LONG_NUMBER = /\d{7}/u

/** What saying an audience in the trail needs. */
export interface SayingContext {
  /** The site, for the names and types of its own fields. */
  site: Pick<SiteRecord, 'forms'>
  /** `siteSecret(master, site, 'audit')` */
  secret: string
}

/** Fields as the trail names them: names that may be anything are marks. */
function shownFields({site, secret}: SayingContext, others: readonly string[]): FieldRegistry {
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
function definitionMark(definition: unknown, {secret}: SayingContext): string {
  return `[${keyedMark(secret, 'definition', canonicalJson(definition))}]`
}

/**
 * Says who a definition means, as the audit trail may hold it: with keyed marks for every text that
 * may be somebody's, and ids for segments and lists. Of what cannot be said only a mark is left; a
 * long sentence ends with one, so that two of them can be told apart.
 *
 * @param stored - a definition, or its JSON text
 */
export function saidAudience(stored: unknown, context: SayingContext): string {
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
export function saidChange(
  before: unknown,
  after: unknown,
  context: SayingContext,
): {before?: string; after?: string} {
  const say = (stored: unknown): string | undefined =>
    stored === null || stored === undefined ? undefined : saidAudience(stored, context)
  const [was, is] = [say(before), say(after)]
  const added = (text: string | undefined, stored: unknown): string | undefined =>
    text === undefined || was !== is ? text : `${text} ${definitionMark(stored, context)}`
  const [first, second] = [added(was, before), added(is, after)]
  return {
    ...(first === undefined ? {} : {before: first}),
    ...(second === undefined ? {} : {after: second}),
  }
}
