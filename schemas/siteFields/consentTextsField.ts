import type {ComponentType} from 'react'
import {type ArrayOfObjectsInputProps, defineArrayMember, defineField} from 'sanity'
import {CONSENT_PURPOSE_CHOICES, listOf} from '../fields/choices.ts'
import {requiredField} from '../fields/requiredField.ts'
import {consentTextsOnlyGrow, consentVersionsUnique} from '../validation/consentTexts.ts'
import {languageTag, shortName} from '../validation/formats.ts'
import {publishedSite} from '../validation/published.ts'

/**
 * The texts people agree to. A published version is never changed or removed.
 *
 * @param input - shows published versions as read-only; without it only validation protects them
 */
export function consentTextsField(input?: ComponentType<ArrayOfObjectsInputProps>) {
  return defineField({
    name: 'consentTexts',
    title: 'Consent texts',
    type: 'array',
    group: 'forms',
    ...(input ? {components: {input}} : {}),
    description:
      'To change a text, add a new version. Published versions are evidence and can’t be edited or removed.',
    of: [
      defineArrayMember({
        type: 'object',
        fields: [
          defineField({
            name: 'id',
            title: 'Id',
            type: 'string',
            description: 'The same for all versions of one text. Forms refer to it.',
            validation: (rule) => rule.required().custom(shortName),
          }),
          defineField({
            name: 'version',
            title: 'Version',
            type: 'number',
            initialValue: 1,
            validation: (rule) => rule.required().integer().positive(),
          }),
          defineField({
            name: 'purpose',
            title: 'Purpose',
            type: 'string',
            options: {list: listOf(CONSENT_PURPOSE_CHOICES)},
            validation: (rule) => rule.required(),
          }),
          defineField({
            name: 'locale',
            title: 'Language',
            type: 'string',
            initialValue: 'en',
            validation: (rule) => rule.required().custom(languageTag),
          }),
          defineField({
            name: 'text',
            title: 'Text',
            type: 'text',
            rows: 4,
            validation: (rule) => rule.required(),
          }),
          requiredField({name: 'validFrom', title: 'Valid from', type: 'datetime'}),
        ],
        preview: {
          select: {id: 'id', version: 'version', text: 'text'},
          prepare: ({id, version, text}) => ({
            title: `${id ?? 'Text'}, version ${version ?? '?'}`,
            subtitle: text,
          }),
        },
      }),
    ],
    validation: (rule) => [
      rule.required(),
      rule.custom(consentVersionsUnique),
      rule.custom(async (value, context) =>
        consentTextsOnlyGrow((await publishedSite(context))?.consentTexts, value),
      ),
    ],
  })
}
