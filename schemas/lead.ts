import {UserIcon} from '@sanity/icons/User'
import {defineType} from 'sanity'
import {type Choice, titleOf} from './fields/choices.ts'
import {consentField} from './fields/consentField.ts'
import {nameValueField} from './fields/nameValueField.ts'
import {siteField} from './fields/siteField.ts'
import {leadSchemaFields} from './leadFields.ts'

/**
 * A person a site may do business with, `<site>.lead.<key>`. Leads are edited in the Leads tool, whose
 * changes leave a timeline entry and can be undone; the form only shows them.
 *
 * @param statuses - the statuses of the workspace's site, so that the form shows their titles;
 *   empty where there is no one site (the network workspace, schema extraction)
 */
export function leadType(statuses: readonly Choice[] = []) {
  return defineType({
    name: 'lead',
    title: 'Lead',
    type: 'document',
    icon: UserIcon,
    liveEdit: true,
    readOnly: true,
    groups: [
      {name: 'person', title: 'Person', default: true},
      {name: 'sales', title: 'Status and audience'},
      {name: 'source', title: 'Source and consent'},
      {name: 'custom', title: 'Custom fields'},
    ],
    fieldsets: [
      {name: 'work', title: 'Work', options: {columns: 2}},
      {name: 'contact', title: 'Contact', options: {columns: 2}},
    ],
    fields: [
      ...leadSchemaFields(statuses),
      consentField({group: 'source', ofLead: true}),
      nameValueField({name: 'customFields', title: 'Custom fields', group: 'custom'}),
      siteField({group: 'source'}),
    ],
    orderings: [
      {
        name: 'createdDesc',
        title: 'Newest first',
        by: [{field: 'createdAt', direction: 'desc'}],
      },
      {
        name: 'lastActivityDesc',
        title: 'Latest activity',
        by: [{field: 'lastActivityAt', direction: 'desc'}],
      },
      {name: 'nameAsc', title: 'Name', by: [{field: 'name', direction: 'asc'}]},
      {name: 'companyAsc', title: 'Company', by: [{field: 'company', direction: 'asc'}]},
    ],
    preview: {
      select: {name: 'name', email: 'email', company: 'company', status: 'status'},
      prepare: ({name, email, company, status}) => ({
        title: name || email || 'Lead without a name',
        subtitle: [titleOf(statuses, status), company].filter(Boolean).join(' · '),
      }),
    },
  })
}
