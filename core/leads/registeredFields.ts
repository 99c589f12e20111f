import type {CustomFieldDefinition, CustomFieldType} from '../audience/customFields.ts'
import {base32} from '../crypto/encodings.ts'
import {mac} from '../crypto/mac.ts'
import type {CustomFieldRecord} from '../documents/site.ts'
import {parseIdOfKind, tenantDocumentId, type SiteKey} from '../tenancy/documentId.ts'
import {CUSTOM_FIELD_TYPE_TITLES} from './choiceTitles.ts'
import {plainHeader} from './fieldHeaders.ts'

/**
 * Most custom fields that people create for a site. Every tool reads all of them when it opens, and
 * menus list them one by one; beyond this nobody finds the right one, and imports make fields that
 * nobody meant.
 */
export const MAX_CUSTOM_FIELDS = 200

/** A name in the form in which names of custom fields are compared: “Team size” is `team_size`. */
export function plainFieldName(name: string): string {
  return plainHeader(name.normalize('NFKC'))
}

/**
 * Id of the document of a custom field. It derives from the name, so that two people who create the same
 * field at once create one.
 */
export function customFieldId(site: SiteKey, name: string): string {
  const hash = mac('custom-field-id', plainFieldName(name)).subarray(0, 16)
  return tenantDocumentId(site, 'field', base32(hash))
}

/** Whether a text is a type of custom fields. */
export function isCustomFieldType(text: unknown): text is CustomFieldType {
  return typeof text === 'string' && Object.hasOwn(CUSTOM_FIELD_TYPE_TITLES, text)
}

/** A text of a document that editors may write, with anything for its attributes. */
function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

/**
 * The definitions of the `customField` documents of a site, by title. A document whose id is not that of
 * its name defines nothing: editors may write any id of the kind, and only the id makes a name unique.
 */
export function registeredFields(records: readonly CustomFieldRecord[]): CustomFieldDefinition[] {
  const fields = records.flatMap((record) => {
    const {_id, type} = record
    const [name, title] = [textOf(record.name), textOf(record.title).trim()]
    const site = parseIdOfKind(_id, 'field')?.site
    if (site === undefined || name === '' || !isCustomFieldType(type)) return []
    return _id === customFieldId(site, name) ? [{name, title: title || name, type}] : []
  })
  return fields
    .toSorted((one, other) => compare(one.title, other.title) || compare(one.name, other.name))
    .slice(0, MAX_CUSTOM_FIELDS)
}

/** Without regard to a language, so that every reader has the same order. */
function compare(one: string, other: string): number {
  if (one === other) return 0
  return one < other ? -1 : 1
}
