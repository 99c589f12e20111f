import {CUSTOM_FIELD_PREFIX, customField} from '../../../core/audience/customFields.ts'
import type {AudienceField} from '../../../core/audience/field.ts'
import type {FieldRegistry} from '../../../core/audience/fields.ts'
import type {AudienceSource} from './audienceSource.ts'

/**
 * The field of a name. A custom field that nothing is known of is taken for a text, as it is
 * wherever definitions are compiled.
 */
export function fieldNamed(fields: FieldRegistry, name: string): AudienceField | undefined {
  const known = fields.get(name)
  if (known || !name.startsWith(CUSTOM_FIELD_PREFIX)) return known
  return customField({name: name.slice(CUSTOM_FIELD_PREFIX.length), type: 'text'})
}

/**
 * A source that also knows the custom fields that a definition names: not all of those that leads
 * have can be listed.
 *
 * @param names - names of custom fields, as leads carry them
 */
export function withNamedFields(source: AudienceSource, names: readonly string[]): AudienceSource {
  const fields = new Map(source.fields)
  for (const name of names) {
    const field = fieldNamed(fields, CUSTOM_FIELD_PREFIX + name)
    if (field) fields.set(field.name, field)
  }
  return fields.size === source.fields.size ? source : {...source, fields}
}
