import type {CustomFieldType} from '../audience/customFields.ts'
import {siteCustomFields} from '../audience/siteFields.ts'
import type {CustomFieldSources} from '../documents/site.ts'

/** The type of a site's custom field; text for a field that is not defined. */
export function customFieldType(site: CustomFieldSources, name: string): CustomFieldType {
  return siteCustomFields(site).find((field) => field.name === name)?.type ?? 'text'
}
