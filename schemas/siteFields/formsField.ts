import {defineArrayMember, defineField} from 'sanity'
import {FORM_KIND_CHOICES, listOf, titleOf} from '../fields/choices.ts'
import {shortName} from '../validation/formats.ts'
import {formIdsUnique, formsNameConsentTexts, newslettersConfirm} from '../validation/forms.ts'
import {formFieldsField} from './formFieldsField.ts'

/** The forms a site may send: what they ask for and under which conditions they are accepted. */
export function formsField() {
  return defineField({
    name: 'forms',
    title: 'Forms',
    type: 'array',
    group: 'forms',
    description: 'Only what is listed here is accepted from the site.',
    of: [
      defineArrayMember({
        type: 'object',
        fieldsets: [{name: 'rules', title: 'Rules', options: {columns: 2}}],
        fields: [
          defineField({
            name: 'title',
            title: 'Title',
            type: 'string',
            validation: (rule) => rule.required().max(80),
          }),
          defineField({
            name: 'id',
            title: 'Id',
            type: 'string',
            description: 'The form’s name in what the site sends.',
            validation: (rule) => rule.required().custom(shortName),
          }),
          defineField({
            name: 'kind',
            title: 'Kind',
            type: 'string',
            options: {list: listOf(FORM_KIND_CHOICES), layout: 'radio', direction: 'horizontal'},
            validation: (rule) => rule.required(),
          }),
          defineField({
            name: 'version',
            title: 'Version',
            type: 'number',
            description: 'Raise it when the form asks for something else.',
            initialValue: 1,
            validation: (rule) => rule.required().integer().positive(),
          }),
          defineField({
            name: 'consentTextId',
            title: 'Consent text',
            type: 'string',
            description: 'Id of the consent text that stands beside the form.',
          }),
          defineField({
            name: 'requiresConsent',
            title: 'Consent is required',
            type: 'boolean',
            fieldset: 'rules',
            initialValue: true,
            validation: (rule) => rule.required(),
          }),
          defineField({
            name: 'doubleOptIn',
            title: 'Confirm by e-mail (double opt-in)',
            type: 'boolean',
            fieldset: 'rules',
            initialValue: true,
            validation: (rule) => rule.required(),
          }),
          defineField({
            name: 'requiresRenderToken',
            title: 'Only when rendered by our page',
            type: 'boolean',
            fieldset: 'rules',
            description: 'Refuses forms without the signed token that the page was rendered with.',
            initialValue: false,
            validation: (rule) => rule.required(),
          }),
          formFieldsField(),
        ],
        preview: {
          select: {title: 'title', kind: 'kind', id: 'id', version: 'version'},
          prepare: ({title, kind, id, version}) => ({
            title: title || id,
            subtitle: [titleOf(FORM_KIND_CHOICES, kind), id, version ? `version ${version}` : '']
              .filter(Boolean)
              .join(' · '),
          }),
        },
      }),
    ],
    validation: (rule) => [
      rule.required(),
      rule.custom(formIdsUnique),
      rule.custom((value, {document}) => formsNameConsentTexts(value, document?.consentTexts)),
      rule.custom(newslettersConfirm).warning(),
    ],
  })
}
