import {BookIcon} from '@sanity/icons/Book'
import {defineArrayMember, defineField, defineType} from 'sanity'
import {requiredField} from './fields/requiredField.ts'
import {siteField} from './fields/siteField.ts'

/**
 * The consent texts that a site's document was ever published with, `<site>.consent.texts`, each
 * version with its first words. A function writes it, and puts back by it what was changed in place.
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
      description: 'Changes of published versions that were taken back; the newest last.',
      of: [
        defineArrayMember({
          type: 'object',
          fields: [
            requiredField({name: 'at', title: 'When', type: 'datetime'}),
            requiredField({name: 'versions', title: 'Versions', type: 'string'}),
            requiredField({
              name: 'revision',
              title: 'Revision of the site that was corrected',
              type: 'string',
            }),
          ],
          preview: {select: {title: 'versions', subtitle: 'at'}},
        }),
      ],
    }),
    defineField({
      name: 'through',
      title: 'Known up to',
      type: 'object',
      description: 'The newest revision of the site’s document whose texts are in the register.',
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
