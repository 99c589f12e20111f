import {BookIcon} from '@sanity/icons/Book'
import {defineArrayMember, defineField, defineType} from 'sanity'
import {requiredField} from './fields/requiredField.ts'
import {siteField} from './fields/siteField.ts'

/**
 * Every consent text that a site ever published, `<site>.consent.texts`, each version as it was first
 * published. A function writes it, and uses it to restore versions that were changed in place. What an
 * import states of people's consent is kept likewise, `<site>.consent.import.<ulid>`.
 */
export const consentRegister = defineType({
  name: 'consentRegister',
  title: 'Published consent texts',
  type: 'document',
  icon: BookIcon,
  liveEdit: true,
  readOnly: true,
  fields: [
    defineField({
      name: 'texts',
      title: 'Published versions',
      type: 'array',
      of: [
        defineArrayMember({
          type: 'object',
          fields: [
            requiredField({name: 'id', title: 'Id', type: 'string'}),
            requiredField({name: 'version', title: 'Version', type: 'number'}),
            requiredField({name: 'locale', title: 'Language', type: 'string'}),
            requiredField({name: 'purpose', title: 'Purpose', type: 'string'}),
            requiredField({name: 'text', title: 'Text', type: 'text'}),
            defineField({name: 'where', title: 'Where it was given', type: 'string'}),
            requiredField({name: 'validFrom', title: 'Valid from', type: 'string'}),
            requiredField({name: 'seenAt', title: 'First seen', type: 'datetime'}),
          ],
          preview: {
            select: {id: 'id', version: 'version', text: 'text'},
            prepare: ({id, version, text}) => ({
              title: `${id}, version ${version}`,
              subtitle: text,
            }),
          },
        }),
      ],
      validation: (rule) => rule.required(),
    }),
    defineField({
      name: 'restorations',
      title: 'Restorations',
      type: 'array',
      description: 'Changes of published versions that were reverted; newest last.',
      of: [
        defineArrayMember({
          type: 'object',
          fields: [
            requiredField({name: 'at', title: 'When', type: 'datetime'}),
            requiredField({name: 'versions', title: 'Versions', type: 'string'}),
            requiredField({
              name: 'revision',
              title: 'Reverted revision of the site',
              type: 'string',
            }),
          ],
          preview: {select: {title: 'versions', subtitle: 'at'}},
        }),
      ],
    }),
    defineField({
      name: 'through',
      title: 'Up to date with',
      type: 'object',
      description: 'The newest revision of the site document that is included.',
      fields: [
        requiredField({name: 'revision', title: 'Revision', type: 'string'}),
        requiredField({name: 'at', title: 'When', type: 'datetime'}),
      ],
    }),
    siteField(),
  ],
  preview: {
    select: {site: 'site'},
    prepare: ({site}) => ({title: `Published consent texts of ${site ?? 'a site'}`}),
  },
})
