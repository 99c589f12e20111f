import {CogIcon} from '@sanity/icons/Cog'
import {EarthGlobeIcon} from '@sanity/icons/EarthGlobe'
import type {StructureBuilder, StructureResolver} from 'sanity/structure'
import {siteDocumentId, type SiteKey} from '../../core/tenancy/documentId.ts'
import {listFilter, SITE_LIST_GROUPS, SUBMISSION_LISTS, type SiteList} from './siteLists.ts'

const API_VERSION = '2025-02-19'

function documentList(S: StructureBuilder, site: SiteKey, list: SiteList) {
  return S.documentList()
    .id(list.id)
    .title(list.title)
    .schemaType(list.type)
    .apiVersion(API_VERSION)
    .filter(listFilter(list))
    .params({type: list.type, site})
    .defaultOrdering([{field: list.newest, direction: 'desc'}])
    .initialValueTemplates([])
}

function listItem(S: StructureBuilder, site: SiteKey, list: SiteList) {
  return S.listItem()
    .id(list.id)
    .title(list.title)
    .icon(list.icon)
    .child(documentList(S, site, list))
}

function submissionsItem(S: StructureBuilder, site: SiteKey) {
  const {id, title, icon, lists} = SUBMISSION_LISTS
  const [genuine, ...others] = lists.map((list) => listItem(S, site, list))
  const spam = others.pop()
  return S.listItem()
    .id(id)
    .title(title)
    .icon(icon)
    .child(
      S.list()
        .id(id)
        .title(title)
        .items([...(genuine ? [genuine] : []), ...others, S.divider(), ...(spam ? [spam] : [])]),
    )
}

function settingsItem(S: StructureBuilder, site: SiteKey) {
  const siteForm = S.document().schemaType('site').documentId(siteDocumentId(site))
  return S.listItem()
    .id('settings')
    .title('Settings')
    .icon(CogIcon)
    .child(
      S.list()
        .id('settings')
        .title('Settings')
        .items([
          S.listItem().id('site').title('Site').icon(EarthGlobeIcon).child(siteForm.id('site')),
        ]),
    )
}

/**
 * The structure of a site's workspace. Its filters show one site; what the user may read at all is
 * decided by the grants.
 */
export function siteStructure(site: SiteKey): StructureResolver {
  return (S) => {
    const groups = SITE_LIST_GROUPS.flatMap((group) => [
      S.divider().title(group.title),
      ...group.lists.map((list) => listItem(S, site, list)),
      ...(group.id === 'people' ? [submissionsItem(S, site)] : []),
    ])
    return S.list()
      .id('root')
      .title('Records')
      .items([...groups, S.divider().title('Administration'), settingsItem(S, site)])
  }
}
