import {AddIcon} from '@sanity/icons/Add'
import {BarChartIcon} from '@sanity/icons/BarChart'
import {BookIcon} from '@sanity/icons/Book'
import {EarthGlobeIcon} from '@sanity/icons/EarthGlobe'
import {SyncIcon} from '@sanity/icons/Sync'
import {UserIcon} from '@sanity/icons/User'
import type {StructureResolver} from 'sanity/structure'
import {AddSitePane} from '../components/AddSitePane.tsx'

const API_VERSION = '2025-02-19'

/**
 * The structure of the network workspace: the sites and their governance. It never lists people,
 * who are looked at in their site's workspace only.
 */
export const networkStructure: StructureResolver = (S) => {
  const list = (type: string, title: string, newest: string) =>
    S.documentTypeList(type)
      .title(title)
      .apiVersion(API_VERSION)
      .defaultOrdering([{field: newest, direction: 'desc'}])
      .initialValueTemplates([])
  return S.list()
    .id('root')
    .title('Network')
    .items([
      S.listItem()
        .id('sites')
        .title('Sites')
        .icon(EarthGlobeIcon)
        .child(
          S.documentTypeList('site')
            .title('Sites')
            .apiVersion(API_VERSION)
            .defaultOrdering([{field: 'title', direction: 'asc'}])
            .initialValueTemplates([]),
        ),
      S.listItem()
        .id('add-site')
        .title('Add a site')
        .icon(AddIcon)
        .child(S.component(AddSitePane).id('add-site').title('Add a site')),
      S.divider().title('Governance'),
      S.listItem()
        .id('rules')
        .title('Customer sync rules')
        .icon(SyncIcon)
        .child(list('customerSyncRule', 'Customer sync rules', '_updatedAt')),
      S.listItem()
        .id('snapshots')
        .title('Customer snapshots')
        .icon(BarChartIcon)
        .child(list('shopifyCustomerSnapshot', 'Customer snapshots', 'takenAt')),
      S.listItem()
        .id('privacy')
        .title('Privacy requests')
        .icon(UserIcon)
        .child(list('privacyRequest', 'Privacy requests', 'receivedAt')),
      S.listItem()
        .id('audit')
        .title('Audit trail')
        .icon(BookIcon)
        .child(list('auditEvent', 'Audit trail', 'at')),
    ])
}
