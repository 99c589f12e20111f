import {defineField} from 'sanity'
import {CONSENT_PURPOSE_CHOICES, listOf, type Choice} from './choices.ts'
import {requiredField} from './requiredField.ts'

/** What a person does in a form. */
const FORM_ACTIONS = [
  {value: 'checkbox', title: 'Ticked the box'},
  {value: 'submit', title: 'Sent the form'},
] as const satisfies readonly Choice[]

/** What a person does elsewhere, as somebody says who adds them by hand. */
const STATED_ACTIONS = [
  {value: 'signature', title: 'Signed on paper'},
  {value: 'message', title: 'Wrote a message'},
  {value: 'spoken', title: 'Said so in person or by telephone'},
] as const satisfies readonly Choice[]

/**
 * Evidence of one consent: the exact text that was shown, and how and when the person agreed. Absent
 * when the form asked for none.
 *
 * @param options.ofLead - whether it may have been stated by an editor
 */
export function consentField(options: {group?: string; ofLead?: boolean} = {}) {
  const {ofLead = false, ...field} = options
  const origin = ofLead
    ? [
        defineField({
          name: 'submissionId',
          title: 'Submission',
          type: 'string',
          description: 'Id of the submission with this consent.',
        }),
        defineField({
          name: 'note',
          title: 'Note',
          type: 'text',
          rows: 2,
          description: 'Where and how, in the words of whoever stated it.',
        }),
        defineField({
          name: 'statedBy',
          title: 'Stated by',
          type: 'string',
          description: 'Id of the user who stated it.',
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
          list: ofLead ? listOf([...FORM_ACTIONS, ...STATED_ACTIONS]) : listOf(FORM_ACTIONS),
        },
        validation: (rule) => rule.required(),
      }),
      requiredField({name: 'at', title: 'When', type: 'datetime'}),
      requiredField({name: 'timeZone', title: 'Time zone of the site', type: 'string'}),
      defineField({name: 'locale', title: 'Language', type: 'string'}),
      ...origin,
    ],
  })
}
