import {defineField} from 'sanity'
import {requiredField} from './requiredField.ts'

/** One entry of a subscriber's consent history: what happened, how, and on which words it rests. */
export function consentEventFields() {
  return [
    defineField({
      name: 'event',
      title: 'What happened',
      type: 'string',
      options: {
        list: [
          {value: 'requested', title: 'Requested'},
          {value: 'confirmed', title: 'Confirmed'},
          {value: 'withdrawn', title: 'Withdrawn'},
          {value: 'bounced', title: 'Bounced'},
          {value: 'complained', title: 'Complained'},
          {value: 'suppressed', title: 'Suppressed'},
          {value: 'lifted', title: 'Suppression lifted'},
        ],
      },
      validation: (rule) => rule.required(),
    }),
    requiredField({name: 'at', title: 'When', type: 'datetime'}),
    defineField({
      name: 'method',
      title: 'How',
      type: 'string',
      options: {
        list: [
          {value: 'form', title: 'Form'},
          {value: 'double-opt-in', title: 'Confirmation link'},
          {value: 'one-click', title: 'One-click unsubscribe'},
          {value: 'link', title: 'Link in a mail'},
          {value: 'import', title: 'Import'},
          {value: 'admin', title: 'Administrator'},
        ],
      },
      validation: (rule) => rule.required(),
    }),
    defineField({
      name: 'channel',
      title: 'Channel',
      type: 'string',
      options: {list: [{value: 'email', title: 'E-mail'}]},
      validation: (rule) => rule.required(),
    }),
    defineField({name: 'text', title: 'Text shown', type: 'text', rows: 3}),
    defineField({name: 'textId', title: 'Consent text', type: 'string'}),
    defineField({name: 'textVersion', title: 'Version', type: 'number'}),
    defineField({name: 'timeZone', title: 'Time zone of the site', type: 'string'}),
    defineField({name: 'pageUrl', title: 'Page', type: 'string'}),
    defineField({name: 'submissionId', title: 'Submission', type: 'string'}),
  ]
}
