import {defineArrayMember, defineField} from 'sanity'
import {requiredCount, requiredField} from './requiredField.ts'

/** Counts of customers by label. Labels are classes (a tag, a domain, a range), never a person. */
export function bucketField(options: {name: string; title: string; group?: string}) {
  return defineField({
    ...options,
    type: 'array',
    of: [
      defineArrayMember({
        type: 'object',
        options: {columns: 2},
        fields: [
          requiredField({name: 'label', title: 'Label', type: 'string'}),
          requiredCount({name: 'count', title: 'Customers'}),
        ],
        preview: {select: {title: 'label', subtitle: 'count'}},
      }),
    ],
  })
}
