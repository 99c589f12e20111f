import {headingKey} from './headingKey.ts'
import {LEAD_FIELD_NAMES, leadField, type LeadFieldName} from './leadFields.ts'

const MEANINGS: ReadonlyMap<string, LeadFieldName> = new Map(
  LEAD_FIELD_NAMES.flatMap((name) =>
    [name.toLowerCase(), ...(leadField(name).headers ?? [])].map(
      (header) => [header, name] as const,
    ),
  ),
)

/** A heading in the form that headings are compared in: lower case, without spaces, `-` and `_`. */
export function plainHeader(header: string): string {
  return header.replaceAll(/[-_ ]/gu, '').toLowerCase()
}

/** The field that a column's heading or a form field's name commonly means. */
export function fieldOfHeader(header: string): LeadFieldName | undefined {
  return MEANINGS.get(plainHeader(header))
}

const TITLES: ReadonlyMap<string, LeadFieldName> = new Map(
  LEAD_FIELD_NAMES.map((name) => [headingKey(leadField(name).title), name]),
)

/** The field of every lead that a name means, which no custom field may have. */
export function leadFieldOfName(name: string): LeadFieldName | undefined {
  return fieldOfHeader(name) ?? TITLES.get(headingKey(name))
}
