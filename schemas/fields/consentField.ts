import {defineField} from 'sanity'
import {CONSENT_PURPOSE_CHOICES, listOf} from './choices.ts'
import {requiredField} from './requiredField.ts'

/**
 * Evidence of one consent: the exact text that was shown, and how and when the person agreed. Absent
 * when the form asked for none.
 */
export function consentField(options: {group?: string; withSubmission?: boolean} = {}) {
  const {withSubmission, ...field} = options
  const submission = withSubmission
    ? [
        defineField({
          name: 'submissionId',
          title: 'Submission',
          type: 'string',
          description: 'Id of the submission with this consent.',
        }),
      ]
    : []
  return defineField({
    ...field,
    name: 'consent',
    title: 'Consent',
    type: 'object',
    description: 'The exact text the person agreed to. Evidence: it is never edited.',
    readOnly: true,
    fields: [
      requiredField({name: 'given', title: 'Given', type: 'boolean'}),
      defineField({
        name: 'text',
        title: 'Text shown',
        type: 'text',
        rows: 3,
        validation: (rule) => rule.required(),
      }),
      requiredField({name: 'textId', title: 'Consent text', type: 'string'}),
      requiredField({name: 'textVersion', title: 'Version', type: 'number'}),
      defineField({
        name: 'purpose',
        title: 'Purpose',
        type: 'string',
        options: {list: listOf(CONSENT_PURPOSE_CHOICES)},
        validation: (rule) => rule.required(),
      }),
      defineField({
        name: 'channel',
        title: 'Channel',
        type: 'string',
        options: {list: [{value: 'email', title: 'E-mail'}]},
        validation: (rule) => rule.required(),
      }),
      defineField({
        name: 'action',
        title: 'What the person did',
        type: 'string',
        options: {
          list: [
            {value: 'checkbox', title: 'Ticked the box'},
            {value: 'submit', title: 'Sent the form'},
          ],
        },
        validation: (rule) => rule.required(),
      }),
      requiredField({name: 'at', title: 'When', type: 'datetime'}),
      requiredField({name: 'timeZone', title: 'Time zone of the site', type: 'string'}),
      defineField({name: 'locale', title: 'Language', type: 'string'}),
      ...submission,
    ],
  })
}
