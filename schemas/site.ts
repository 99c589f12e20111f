import {EarthGlobeIcon} from '@sanity/icons/EarthGlobe'
import type {ComponentType} from 'react'
import {type ArrayOfObjectsInputProps, defineType} from 'sanity'
import {titleOf} from './fields/choices.ts'
import {connectionFields} from './siteFields/connectionFields.ts'
import {consentTextsField} from './siteFields/consentTextsField.ts'
import {formsField} from './siteFields/formsField.ts'
import {identityFields, SITE_STATUS_CHOICES} from './siteFields/identityFields.ts'
import {leadStatusesField} from './siteFields/leadStatusesField.ts'

/**
 * A site of the network, `site.<key>`. Unlike the records of a site it has drafts: publishing
 * validates it, so an unfinished setting never takes effect.
 *
 * @param consentTextsInput - as `consentTextsField` takes it
 */
export function siteType(consentTextsInput?: ComponentType<ArrayOfObjectsInputProps>) {
  return defineType({
    name: 'site',
    title: 'Site',
    type: 'document',
    icon: EarthGlobeIcon,
    groups: [
      {name: 'site', title: 'Site', default: true},
      {name: 'leads', title: 'Leads'},
      {name: 'forms', title: 'Forms and consent'},
      {name: 'connections', title: 'Connections'},
    ],
    fields: [
      ...identityFields(),
      leadStatusesField(),
      consentTextsField(consentTextsInput),
      formsField(),
      ...connectionFields(),
    ],
    orderings: [{name: 'titleAsc', title: 'Title', by: [{field: 'title', direction: 'asc'}]}],
    preview: {
      select: {title: 'title', key: 'key', status: 'status'},
      prepare: ({title, key, status}) => ({
        title: title || key || 'Site without a title',
        subtitle: [titleOf(SITE_STATUS_CHOICES, status), key].filter(Boolean).join(' · '),
      }),
    },
  })
}
