import {studioLocaleNamespace} from '../locale/studioLocale.ts'

/** English titles in the structures of the workspaces, by the ids of what they name. */
export const STRUCTURE_TITLES = {
  'add-site': 'Add a site',
  administration: 'Administration',
  audience: 'Audience',
  audit: 'Audit trail',
  bulk: 'Bulk changes',
  campaigns: 'Campaigns',
  compliance: 'Compliance',
  doubtful: 'Doubtful',
  exports: 'Exports',
  failed: 'Not processed',
  fields: 'Custom fields',
  genuine: 'Genuine',
  governance: 'Governance',
  imports: 'Imports',
  leads: 'Leads',
  lists: 'Lists',
  mail: 'Mail',
  mappings: 'Mappings of imports',
  network: 'Network',
  people: 'People',
  privacy: 'Privacy requests',
  records: 'Records',
  rules: 'Customer sync rules',
  segments: 'Segments',
  settings: 'Settings',
  site: 'Site',
  sites: 'Sites',
  snapshots: 'Customer snapshots',
  spam: 'Spam',
  submissions: 'Submissions',
  subscribers: 'Subscribers',
  suppressions: 'Suppressions',
  views: 'Views',
  work: 'Work',
}

/** What has a title in a structure. */
export type StructureTitle = keyof typeof STRUCTURE_TITLES

interface Titled<Builder> {
  title(title: string): Builder
  i18n(i18n: {title: {key: string; ns: string}}): Builder
}

/** Gives a part of a structure its title, in the language of the Studio. */
export function titled<Builder extends Titled<Builder>>(
  builder: Builder,
  id: StructureTitle,
): Builder {
  const key = `structure.${id}`
  return builder.title(STRUCTURE_TITLES[id]).i18n({title: {key, ns: studioLocaleNamespace}})
}
