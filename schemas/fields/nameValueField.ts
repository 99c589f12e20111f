import {defineArrayMember, defineField} from 'sanity'
import {storedText} from '../../core/problems/storedProblems.ts'

/**
 * Free-form values as `{_key, name, value}`. Names are values, not attribute names, because
 * Sanity limits how many distinct attribute paths a dataset can have.
 */
export function nameValueField(options: {
  name: string
  title: string
  description?: string
  group?: string
  readOnly?: boolean
  required?: boolean
}) {
  const {required, ...field} = options
  return defineField({
    ...field,
    type: 'array',
    of: [
      defineArrayMember({
        type: 'object',
        options: {columns: 2},
        fields: [
          defineField({
            name: 'name',
            title: 'Name',
            type: 'string',
            validation: (rule) => rule.required().max(120),
          }),
          defineField({name: 'value', title: 'Value', type: 'string'}),
        ],
        preview: {
          select: {title: 'name', value: 'value'},
          prepare: ({title, value}) => ({title, subtitle: storedText(value) ?? ''}),
        },
      }),
    ],
    validation: (rule) => (required ? rule.required() : []),
  })
}
