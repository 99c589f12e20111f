import {defineField} from 'sanity'

/**
 * The key of the site a tenant document belongs to. Set together with the id and never again; what
 * separates sites is the id (see `core/tenancy/grants.ts`), this field is for filters and previews.
 */
export function siteField(options: {group?: string} = {}) {
  return defineField({
    name: 'site',
    title: 'Site',
    type: 'string',
    description: 'The site this record belongs to. It is set when the record is made.',
    readOnly: true,
    validation: (rule) => rule.required(),
    ...options,
  })
}
