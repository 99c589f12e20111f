import {leadAttributes} from '../intake/leadAttributes.ts'
import type {FormFieldType, SiteRecord} from '../documents/site.ts'
import {formsOf} from '../intake/resolveForm.ts'
import type {CustomFieldDefinition, CustomFieldType} from './customFields.ts'
import {audienceFields, type FieldRegistry} from './fields.ts'

const TYPES: Partial<Record<FormFieldType, CustomFieldType>> = {
  number: 'number',
  boolean: 'boolean',
}

/** Names of fields that say who the person is: leads have their address elsewhere. */
const ADDRESS = /^e-?mail(?:[-_ ]?address)?$/iu

/**
 * The custom fields that a site's leads get from its forms, with the type and the label that the
 * form gives them, in the order of the forms. Of two with one name the first counts.
 */
export function siteCustomFields(site: Pick<SiteRecord, 'forms'>): CustomFieldDefinition[] {
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
 * Every field that conditions on the leads of a site can use: the built-in ones, those that its
 * forms fill, and others that leads are known to carry, as texts.
 *
 * @param others - names of custom fields found on leads, such as columns of imported files
 */
export function siteFields(
  site: Pick<SiteRecord, 'forms'>,
  others: readonly string[] = [],
): FieldRegistry {
  const defined = siteCustomFields(site)
  const found = others.map((name): CustomFieldDefinition => ({name, type: 'text'}))
  return audienceFields([...defined, ...found])
}
