import {defineArrayMember, defineField} from 'sanity'

const TONES = ['default', 'primary', 'positive', 'caution', 'critical'] as const

/** The statuses a lead of this site can have, in the order of the pipeline. */
export function leadStatusesField() {
  return defineField({
    name: 'leadStatuses',
    title: 'Lead statuses',
    type: 'array',
    group: 'leads',
    description: 'The steps a lead goes through, in order.',
    of: [
      defineArrayMember({
        type: 'object',
        fields: [
          defineField({
            name: 'title',
            title: 'Title',
            type: 'string',
            validation: (rule) => rule.required().max(40),
          }),
          defineField({
            name: 'value',
            title: 'Stored value',
            type: 'string',
            description: 'Kept on every lead, so it should never change.',
            validation: (rule) => rule.required(),
          }),
          defineField({
            name: 'stage',
            title: 'Stage',
            type: 'string',
            options: {
              list: [
                {value: 'open', title: 'Open'},
                {value: 'won', title: 'Won'},
                {value: 'lost', title: 'Lost'},
              ],
              layout: 'radio',
              direction: 'horizontal',
            },
            initialValue: 'open',
            validation: (rule) => rule.required(),
          }),
          defineField({
            name: 'tone',
            title: 'Colour',
            type: 'string',
            options: {list: [...TONES]},
            initialValue: 'default',
            validation: (rule) => rule.required(),
          }),
          defineField({
            name: 'isDefault',
            title: 'New leads start here',
            type: 'boolean',
          }),
        ],
        preview: {select: {title: 'title', subtitle: 'stage'}},
      }),
    ],
    validation: (rule) => rule.required().min(1),
  })
}
