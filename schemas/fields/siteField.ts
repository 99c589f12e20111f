import {defineField} from 'sanity'
import {parseTenantDocumentId} from '../../core/tenancy/documentId.ts'

/**
 * The key of the site a tenant document belongs to. Set together with the id and never again; what
 * separates sites is the id (see `core/tenancy/grants.ts`), this field is for filters and previews.
 */
export function siteField(options: {group?: string} = {}) {
  return defineField({
    name: 'site',
    title: 'Site',
    type: 'string',
    description: 'The site this record belongs to. Set when the record is created.',
    readOnly: true,
    validation: (rule) =>
      rule.required().custom((value, {document}) => {
        const parsed = parseTenantDocumentId(document?._id.replace(/^drafts\./, '') ?? '')
        return parsed === null || value === undefined || parsed.site === value
          ? true
          : `The id of this record belongs to “${parsed.site}”.`
      }),
    ...options,
  })
}
