import type {CustomFieldSources, FormFieldType} from '../documents/site.ts'
import {leadAttributes} from '../intake/leadAttributes.ts'
import {formsOf} from '../intake/resolveForm.ts'
import {plainFieldName, registeredFields} from '../leads/registeredFields.ts'
import type {CustomFieldDefinition, CustomFieldType} from './customFields.ts'
import {audienceFields, type FieldRegistry} from './fields.ts'

const TYPES: Partial<Record<FormFieldType, CustomFieldType>> = {
  number: 'number',
  boolean: 'boolean',
}

/** Names of fields for an e-mail address, which is no custom field. */
const ADDRESS = /^e-?mail(?:[-_ ]?address)?$/iu

/**
 * The custom fields of a site: those that its forms fill, with the form's type and label, in the order
 * of the forms; then those that people created, by title. The first of two with the same name wins, so
 * a form decides what its field is.
 */
export function siteCustomFields(site: CustomFieldSources): CustomFieldDefinition[] {
  const fields = formCustomFields(site)
  const known = new Set(fields.map(({name}) => plainFieldName(name)))
  const registered = registeredFields(site.customFields)
  return [...fields, ...registered.filter(({name}) => !known.has(plainFieldName(name)))]
}

/** The custom fields that a site's forms fill. */
function formCustomFields(site: Pick<CustomFieldSources, 'forms'>): CustomFieldDefinition[] {
  const found = new Map<string, CustomFieldDefinition>()
  for (const form of formsOf(site)) {
    for (const {name, label, type} of form.fields) {
      if (type === 'email' || ADDRESS.test(name) || found.has(name)) continue
      const {custom} = leadAttributes(form, [{name, value: '1'}])
      if (!Object.hasOwn(custom, name)) continue
      found.set(name, {name, title: label, type: TYPES[type] ?? 'text'})
    }
  }
  return [...found.values()]
}

/**
 * All fields that conditions on the leads of a site can use: the built-in ones, the site's custom
 * fields, and other custom fields, as texts.
 *
 * @param others - names of custom fields found on leads, such as columns of imported files
 */
export function siteFields(
  site: CustomFieldSources,
  others: readonly string[] = [],
): FieldRegistry {
  const defined = siteCustomFields(site)
  const found = others.map((name): CustomFieldDefinition => ({name, type: 'text'}))
  return audienceFields([...defined, ...found])
}
