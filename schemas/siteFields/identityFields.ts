import {defineArrayMember, defineField} from 'sanity'
import {isSiteKey, siteDocumentId} from '../../core/tenancy/documentId.ts'
import {type Choice, listOf} from '../fields/choices.ts'
import {hostName, languageTag, timeZone} from '../validation/formats.ts'

/** A paused site accepts no forms; an archived one is read-only. */
export const SITE_STATUS_CHOICES = [
  {value: 'active', title: 'Active'},
  {value: 'paused', title: 'Paused'},
  {value: 'archived', title: 'Archived'},
] as const satisfies readonly Choice[]

/** Title, key, status and addresses of a site. */
export function identityFields() {
  return [
    defineField({
      name: 'title',
      title: 'Title',
      type: 'string',
      group: 'site',
      validation: (rule) => rule.required().max(80),
    }),
    defineField({
      name: 'key',
      title: 'Key',
      type: 'string',
      group: 'site',
      description: 'Part of every id of this site. It can’t be changed.',
      readOnly: true,
      validation: (rule) =>
        rule.required().custom((value, {document}) => {
          if (value === undefined) return true
          if (!isSiteKey(value)) {
            return 'Use 3 to 40 lower-case letters, digits and hyphens, starting with a letter.'
          }
          const id = document?._id.replace(/^drafts\./, '')
          return (
            id === undefined ||
            id === siteDocumentId(value) ||
            'The key and the id of this document differ. Add the site again from the network’s list.'
          )
        }),
    }),
    defineField({
      name: 'status',
      title: 'Status',
      type: 'string',
      group: 'site',
      description: 'A paused site accepts no forms. An archived site is read-only.',
      options: {list: listOf(SITE_STATUS_CHOICES), layout: 'radio', direction: 'horizontal'},
      initialValue: 'active',
      validation: (rule) => rule.required(),
    }),
    defineField({
      name: 'publicUrl',
      title: 'Public address',
      type: 'url',
      group: 'site',
      description: 'Where visitors find the site.',
      validation: (rule) => rule.required().uri({scheme: ['https', 'http']}),
    }),
    defineField({
      name: 'hosts',
      title: 'Public hosts',
      type: 'array',
      group: 'site',
      description: 'Host names of the site, such as example.com.',
      of: [defineArrayMember({type: 'string', validation: (rule) => rule.custom(hostName)})],
      options: {layout: 'tags'},
      validation: (rule) => rule.required().min(1).unique(),
    }),
    defineField({
      name: 'adminHosts',
      title: 'Studio hosts',
      type: 'array',
      group: 'site',
      description: 'At these host names, the Studio opens this site first.',
      of: [defineArrayMember({type: 'string', validation: (rule) => rule.custom(hostName)})],
      options: {layout: 'tags'},
      validation: (rule) => rule.unique(),
    }),
    defineField({
      name: 'timeZone',
      title: 'Time zone',
      type: 'string',
      group: 'site',
      description: 'IANA name, such as Europe/Stockholm. Consent is stored with it.',
      validation: (rule) => rule.required().custom(timeZone),
    }),
    defineField({
      name: 'locale',
      title: 'Language',
      type: 'string',
      group: 'site',
      description: 'BCP 47 tag, such as en-GB.',
      initialValue: 'en',
      validation: (rule) => rule.required().custom(languageTag),
    }),
    defineField({
      name: 'planLimit',
      title: 'Leads included in the plan',
      type: 'number',
      group: 'site',
      validation: (rule) => rule.required().integer().positive(),
    }),
  ]
}
