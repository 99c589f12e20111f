import {BellIcon} from '@sanity/icons/Bell'
import type {ComponentType} from 'react'
import {defineField, defineType, type StringInputProps} from 'sanity'
import {audienceFields} from './fields/audienceFields.ts'
import {type Choice, listOf, titleOf} from './fields/choices.ts'
import {jsonText} from './validation/formats.ts'

const CAMPAIGN_STATUS_CHOICES = [
  {value: 'draft', title: 'Draft'},
  {value: 'ready', title: 'Ready'},
  {value: 'sending', title: 'Sending'},
  {value: 'sent', title: 'Sent'},
  {value: 'cancelled', title: 'Cancelled'},
] as const satisfies readonly Choice[]

/**
 * A mailing and its audience, `<site>.campaign.<ulid>`.
 *
 * @param audienceInput - shows the audience in words; without it the form shows JSON
 */
export function campaignType(audienceInput?: ComponentType<StringInputProps>) {
  return defineType({
    name: 'campaign',
    title: 'Campaign',
    type: 'document',
    icon: BellIcon,
    liveEdit: true,
    fields: [
      ...audienceFields(),
      defineField({
        name: 'subject',
        title: 'Subject',
        type: 'string',
        validation: (rule) => rule.max(200),
      }),
      defineField({
        name: 'status',
        title: 'Status',
        type: 'string',
        readOnly: true,
        options: {list: listOf(CAMPAIGN_STATUS_CHOICES)},
        initialValue: 'draft',
        validation: (rule) => rule.required(),
      }),
      defineField({
        name: 'audience',
        title: 'Audience',
        type: 'text',
        rows: 8,
        description: 'Who receives it. Choose it with “Use in campaign” in the Segments tool.',
        readOnly: true,
        validation: (rule) => rule.custom(jsonText),
        ...(audienceInput ? {components: {input: audienceInput}} : {}),
      }),
    ],
    preview: {
      select: {title: 'title', subject: 'subject', status: 'status'},
      prepare: ({title, subject, status}) => ({
        title: title || 'Campaign without a title',
        subtitle: [titleOf(CAMPAIGN_STATUS_CHOICES, status), subject].filter(Boolean).join(' · '),
      }),
    },
  })
}
