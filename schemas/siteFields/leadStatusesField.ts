import {defineArrayMember, defineField} from 'sanity'
import {shortName} from '../validation/formats.ts'
import {leadStatusesUsable, removedStatusValues} from '../validation/leadStatuses.ts'
import {leadsWithStatus, publishedSite} from '../validation/published.ts'

const TONES = ['default', 'primary', 'positive', 'caution', 'critical'] as const

/** The statuses a lead of this site can have, in the order of the pipeline. */
export function leadStatusesField() {
  return defineField({
    name: 'leadStatuses',
    title: 'Lead statuses',
    type: 'array',
    group: 'leads',
    description: 'In the order of the pipeline.',
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
            description: 'Stored with every lead. Don’t change it.',
            validation: (rule) => rule.required().custom(shortName),
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
        preview: {
          select: {title: 'title', stage: 'stage', start: 'isDefault'},
          prepare: ({title, stage, start}) => ({
            title,
            subtitle: start ? `${stage}, new leads start here` : stage,
          }),
        },
      }),
    ],
    validation: (rule) => [
      rule.required().min(1),
      rule.custom(leadStatusesUsable),
      rule.custom(async (value, context) => {
        const removed = removedStatusValues((await publishedSite(context))?.leadStatuses, value)
        const count = await leadsWithStatus(context, removed)
        return (
          count === 0 ||
          `${count} leads still have the status ${removed.join(' or ')}. Change those leads first, or keep the status.`
        )
      }),
    ],
  })
}
