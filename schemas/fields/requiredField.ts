import {defineField, type FieldDefinition, type Rule} from 'sanity'

/** What the fields of {@link requiredField} and {@link requiredCount} share. */
interface FieldOptions {
  name: string
  title: string
  description?: string
  group?: string | string[]
  readOnly?: boolean
  hidden?: boolean
}

/** A field that has to have a value. */
export function requiredField(
  field: FieldOptions & {type: 'string' | 'text' | 'number' | 'datetime' | 'boolean'},
): FieldDefinition {
  return {...field, validation: (rule: Rule) => rule.required()}
}

/** A whole number from 0 on that has to be there. */
export function requiredCount(field: FieldOptions & {initialValue?: number}) {
  return defineField({
    ...field,
    type: 'number',
    validation: (rule) => rule.required().integer().min(0),
  })
}
