import {FORM_FIELDS, leadField} from '../../core/leads/leadFields.ts'
import {defineArrayMember, defineField} from 'sanity'
import {FORM_KIND_CHOICES, listOf, titleOf} from '../fields/choices.ts'
import {fieldName, shortName} from '../validation/formats.ts'
import {
  formFieldsUsable,
  formFieldTargetsUnique,
  formIdsUnique,
  formsNameConsentTexts,
  newslettersConfirm,
} from '../validation/forms.ts'

/** The forms of a site: their fields, and when a submission is accepted. */
export function formsField() {
  return defineField({
    name: 'forms',
    title: 'Forms',
    type: 'array',
    group: 'forms',
    description: 'The site can only send the forms that are listed here.',
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
            description: 'The site sends it with the form.',
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
            description: 'Increase it when the fields of the form change.',
            initialValue: 1,
            validation: (rule) => rule.required().integer().positive(),
          }),
          defineField({
            name: 'consentTextId',
            title: 'Consent text',
            type: 'string',
            description: 'Id of the consent text that the form shows.',
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
            title: 'Require a render token',
            type: 'boolean',
            fieldset: 'rules',
            description:
              'Refuses submissions without the signed token of the page that showed the form.',
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

const FIELD_TYPES = [
  {value: 'string', title: 'Text'},
  {value: 'text', title: 'Long text'},
  {value: 'email', title: 'E-mail'},
  {value: 'tel', title: 'Phone'},
  {value: 'url', title: 'Web address'},
  {value: 'number', title: 'Number'},
  {value: 'boolean', title: 'Yes or no'},
]

/** The e-mail address, and the fields of a lead that a form may fill. */
const LEAD_FIELDS = (['email', ...FORM_FIELDS] as const).map((value) => ({
  value,
  title: leadField(value).title,
}))

/** The fields of a form beside the e-mail address, which every form has. */
function formFieldsField() {
  return defineField({
    name: 'fields',
    title: 'Fields',
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
            validation: (rule) => rule.required().max(120),
          }),
          defineField({
            name: 'name',
            title: 'Name',
            type: 'string',
            description: 'The field’s name in the HTML form.',
            validation: (rule) => rule.required().custom(fieldName),
          }),
          defineField({
            name: 'type',
            title: 'Type',
            type: 'string',
            options: {list: FIELD_TYPES.map((type) => ({...type}))},
            initialValue: 'string',
            validation: (rule) => rule.required(),
          }),
          defineField({
            name: 'leadField',
            title: 'Lead field',
            type: 'string',
            description: 'Empty: the value becomes a custom field.',
            options: {list: LEAD_FIELDS.map((field) => ({...field}))},
          }),
          defineField({
            name: 'required',
            title: 'Required',
            type: 'boolean',
            initialValue: false,
            validation: (rule) => rule.required(),
          }),
        ],
        preview: {select: {title: 'label', subtitle: 'name'}},
      }),
    ],
    validation: (rule) => [
      rule.required(),
      rule.custom(formFieldsUsable),
      rule.custom(formFieldTargetsUnique).warning(),
    ],
  })
}
