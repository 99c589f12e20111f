import {AddIcon} from '@sanity/icons/Add'
import {BarChartIcon} from '@sanity/icons/BarChart'
import {BookIcon} from '@sanity/icons/Book'
import {EarthGlobeIcon} from '@sanity/icons/EarthGlobe'
import {SyncIcon} from '@sanity/icons/Sync'
import {UserIcon} from '@sanity/icons/User'
import type {ComponentType} from 'react'
import type {StructureResolver} from 'sanity/structure'
import {STUDIO_API_VERSION} from '../../plugins/ui/studioApiVersion.ts'
import {AddSitePane} from './AddSitePane.tsx'

/**
 * The structure of the network workspace: the sites and their governance. It never lists people:
 * those are shown in the workspace of their site only.
 */
export const networkStructure: StructureResolver = (S) => {
  const list = (id: string, title: string, icon: ComponentType, type: string, newest?: string) =>
    S.listItem()
      .id(id)
      .title(title)
      .icon(icon)
      .child(
        S.documentTypeList(type)
          .title(title)
          .apiVersion(STUDIO_API_VERSION)
          .defaultOrdering([
            newest ? {field: newest, direction: 'desc'} : {field: 'title', direction: 'asc'},
          ])
          .initialValueTemplates([]),
      )
  return S.list()
    .id('root')
    .title('Network')
    .items([
      list('sites', 'Sites', EarthGlobeIcon, 'site'),
      S.listItem()
        .id('add-site')
        .title('Add a site')
        .icon(AddIcon)
        .child(S.component(AddSitePane).id('add-site').title('Add a site')),
      S.divider().title('Governance'),
      list('rules', 'Customer sync rules', SyncIcon, 'customerSyncRule', '_updatedAt'),
      list('snapshots', 'Customer snapshots', BarChartIcon, 'shopifyCustomerSnapshot', 'takenAt'),
      list('privacy', 'Privacy requests', UserIcon, 'privacyRequest', 'receivedAt'),
      list('audit', 'Audit trail', BookIcon, 'auditEvent', 'at'),
    ])
}
