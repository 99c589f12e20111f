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
import {titled, type StructureTitle} from './structureTitles.ts'

/**
 * The structure of the network workspace: the sites and their governance. It never lists people:
 * those are shown in the workspace of their site only.
 */
export const networkStructure: StructureResolver = (S) => {
  const list = (id: StructureTitle, icon: ComponentType, type: string, newest?: string) =>
    titled(S.listItem().id(id), id)
      .icon(icon)
      .child(
        titled(S.documentTypeList(type), id)
          .apiVersion(STUDIO_API_VERSION)
          .defaultOrdering([
            newest ? {field: newest, direction: 'desc'} : {field: 'title', direction: 'asc'},
          ])
          .initialValueTemplates([]),
      )
  return titled(S.list().id('root'), 'network').items([
    list('sites', EarthGlobeIcon, 'site'),
    titled(S.listItem().id('add-site'), 'add-site')
      .icon(AddIcon)
      .child(titled(S.component(AddSitePane).id('add-site'), 'add-site')),
    titled(S.divider(), 'governance'),
    list('rules', SyncIcon, 'customerSyncRule', '_updatedAt'),
    list('snapshots', BarChartIcon, 'shopifyCustomerSnapshot', 'takenAt'),
    list('privacy', UserIcon, 'privacyRequest', 'receivedAt'),
    list('audit', BookIcon, 'auditEvent', 'at'),
  ])
}
