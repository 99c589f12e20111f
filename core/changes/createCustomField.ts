import type {CustomFieldType} from '../audience/customFields.ts'
import {siteCustomFields} from '../audience/siteFields.ts'
import type {CustomFieldSources, SiteRecord} from '../documents/site.ts'
import type {Unstored} from '../documents/stored.ts'
import {customFieldTitle} from '../leads/customFieldTitle.ts'
import {leadFieldOfName} from '../leads/fieldHeaders.ts'
import {leadField} from '../leads/leadFields.ts'
import {
  customFieldId,
  isCustomFieldType,
  MAX_CUSTOM_FIELDS,
  plainFieldName,
  registeredFields,
} from '../leads/registeredFields.ts'
import {cleanLine} from '../people/cleanText.ts'
import {problem, type FieldProblem, type Problem} from '../problems/problem.ts'
import type {CustomField} from '../sanity.types.generated.ts'
import type {ChangeDecision} from './commitDecision.ts'

/** Longest title of a custom field, in UTF-16 code units. */
export const MAX_FIELD_TITLE = 120

/** Longest name that is derived from a title, in UTF-16 code units. */
const MAX_FIELD_NAME = 60

/** A custom field that somebody asks for. */
export interface NewCustomField {
  /** As it was typed. */
  title: string
  type: CustomFieldType
}

/**
 * The name that leads carry for a custom field: the letters and digits of its title, such as
 * `companySize` for “Company size”. A name stays as it is. Empty for a title without any.
 */
export function customFieldName(title: string): string {
  const spaced = title.normalize('NFKC').replaceAll(/(?<=\p{Ll})(?=\p{Lu})/gu, ' ')
  const words = spaced.match(/[\p{L}\p{M}\p{N}]+/gu) ?? []
  const [first = '', ...rest] = words.map((word) => word.toLowerCase())
  const name = first + rest.map((word) => capital(word)).join('')
  return Array.from(name).slice(0, MAX_FIELD_NAME).join('')
}

function capital(word: string): string {
  const [first = '', ...rest] = Array.from(word)
  return first.toUpperCase() + rest.join('')
}

/** Why a custom field cannot be created; none when it can. */
export function customFieldProblems(
  {title, type}: NewCustomField,
  site: CustomFieldSources,
): FieldProblem[] {
  const cleaned = cleanLine(title, MAX_FIELD_TITLE + 1)
  const badTitle = titleProblem(cleaned, site)
  const problems: FieldProblem[] = badTitle ? [{field: 'title', ...badTitle}] : []
  if (!isCustomFieldType(type))
    problems.push({field: 'type', ...problem('custom-field.type-missing')})
  if (registeredFields(site.customFields).length >= MAX_CUSTOM_FIELDS) {
    problems.push({field: '', ...problem('custom-field.too-many', {limit: MAX_CUSTOM_FIELDS})})
  }
  return problems
}

function titleProblem(title: string, site: CustomFieldSources): Problem | null {
  const name = customFieldName(title)
  if (title === '') return problem('custom-field.name-missing')
  if (title.length > MAX_FIELD_TITLE) return problem('field.too-long', {limit: MAX_FIELD_TITLE})
  if (name === '') return problem('custom-field.name-unusable')
  const own = leadFieldOfName(name)
  if (own !== undefined) {
    return problem('custom-field.as-field', {title: leadField(own).title})
  }
  const plain = plainFieldName(name)
  const taken = siteCustomFields(site).find((field) => plainFieldName(field.name) === plain)
  if (!taken) return null
  return problem('custom-field.name-taken', {title: customFieldTitle(taken)})
}

/**
 * Decides on the creation of a custom field. Its id derives from its name, so of two people who create
 * the same at once the second one is told that it is taken.
 */
export function createCustomField(
  asked: NewCustomField,
  site: CustomFieldSources & Pick<SiteRecord, 'key'>,
): ChangeDecision<Unstored<CustomField>> {
  const problems = customFieldProblems(asked, site)
  if (problems.length > 0) return {kind: 'refused', mutations: [], problems}
  const title = cleanLine(asked.title, MAX_FIELD_TITLE)
  const name = customFieldName(title)
  const key = site.key ?? ''
  const field: Unstored<CustomField> = {
    _id: customFieldId(key, name),
    _type: 'customField',
    site: key,
    title,
    name,
    type: asked.type,
  }
  return {kind: 'changed', mutations: [{create: field}], written: field}
}
