import {defineArrayMember, defineField} from 'sanity'

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
          defineField({
            name: 'label',
            title: 'Label',
            type: 'string',
            validation: (rule) => rule.required(),
          }),
          defineField({
            name: 'count',
            title: 'Customers',
            type: 'number',
            validation: (rule) => rule.required().integer().min(0),
          }),
        ],
        preview: {select: {title: 'label', subtitle: 'count'}},
      }),
    ],
  })
}
