import type {CustomFieldType} from '../audience/customFields.ts'
import {siteCustomFields} from '../audience/siteFields.ts'
import type {SiteRecord} from '../documents/site.ts'

/** The type that a site's forms give to a custom field; text for a field that none of them has. */
export function customFieldType(site: Pick<SiteRecord, 'forms'>, name: string): CustomFieldType {
  return siteCustomFields(site).find((field) => field.name === name)?.type ?? 'text'
}
