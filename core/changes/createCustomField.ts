import type {CustomFieldType} from '../audience/customFields.ts'
import {siteCustomFields} from '../audience/siteFields.ts'
import type {CustomFieldSources, SiteRecord} from '../documents/site.ts'
import type {Unstored} from '../documents/stored.ts'
import type {FieldProblem} from '../envelope/envelope.ts'
import {fieldOfHeader} from '../leads/fieldHeaders.ts'
import {leadField} from '../leads/leadFields.ts'
import {
  customFieldId,
  isCustomFieldType,
  MAX_CUSTOM_FIELDS,
  plainFieldName,
  registeredFields,
} from '../leads/registeredFields.ts'
import {cleanLine} from '../people/cleanText.ts'
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
 * `companySize` for “Company size”. Empty for a title without any.
 */
export function customFieldName(title: string): string {
  const words = title.normalize('NFKC').match(/[\p{L}\p{M}\p{N}]+/gu) ?? []
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
  const problem = titleProblem(cleaned, site)
  const problems: FieldProblem[] = problem === null ? [] : [{field: 'title', reason: problem}]
  if (!isCustomFieldType(type)) problems.push({field: 'type', reason: 'Choose a type.'})
  if (registeredFields(site.customFields).length >= MAX_CUSTOM_FIELDS) {
    const reason = `The site has ${MAX_CUSTOM_FIELDS} custom fields, and no more can be created. Use one of them, or ask an administrator to delete one that nobody needs.`
    problems.push({field: '', reason})
  }
  return problems
}

function titleProblem(title: string, site: CustomFieldSources): string | null {
  const name = customFieldName(title)
  if (title === '') return 'Give the field a name.'
  if (title.length > MAX_FIELD_TITLE) return `Use at most ${MAX_FIELD_TITLE} characters.`
  if (name === '') return 'Use letters or digits.'
  const own = fieldOfHeader(name)
  if (own !== undefined) {
    return `Every lead has the field “${leadField(own).title}” for that. Use another name.`
  }
  const plain = plainFieldName(name)
  const taken = siteCustomFields(site).find((field) => plainFieldName(field.name) === plain)
  return taken ? `The site has the field “${taken.title ?? taken.name}” already.` : null
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
