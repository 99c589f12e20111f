import {AccessDeniedIcon} from '@sanity/icons/AccessDenied'
import {BellIcon} from '@sanity/icons/Bell'
import {BookIcon} from '@sanity/icons/Book'
import {CheckmarkCircleIcon} from '@sanity/icons/CheckmarkCircle'
import {CloseCircleIcon} from '@sanity/icons/CloseCircle'
import {CogIcon} from '@sanity/icons/Cog'
import {DownloadIcon} from '@sanity/icons/Download'
import {EarthGlobeIcon} from '@sanity/icons/EarthGlobe'
import {EnvelopeIcon} from '@sanity/icons/Envelope'
import {EyeOpenIcon} from '@sanity/icons/EyeOpen'
import {FilterIcon} from '@sanity/icons/Filter'
import {HelpCircleIcon} from '@sanity/icons/HelpCircle'
import {InboxIcon} from '@sanity/icons/Inbox'
import {StackCompactIcon} from '@sanity/icons/StackCompact'
import {TagIcon} from '@sanity/icons/Tag'
import {TransferIcon} from '@sanity/icons/Transfer'
import {UlistIcon} from '@sanity/icons/Ulist'
import {UploadIcon} from '@sanity/icons/Upload'
import {UserIcon} from '@sanity/icons/User'
import type {ComponentType} from 'react'
import type {StructureBuilder, StructureResolver} from 'sanity/structure'
import {siteDocumentId, type SiteKey} from '../../core/tenancy/documentId.ts'
import {isDocumentKind, KINDS, type DocumentKind} from '../../core/tenancy/kinds.ts'
import {STUDIO_API_VERSION} from '../../plugins/ui/studioApiVersion.ts'
import {titled, type StructureTitle} from './structureTitles.ts'

/**
 * The structure of a site's workspace. Its filters show one site; what the user may read at all is
 * decided by the grants.
 */
export function siteStructure(site: SiteKey): StructureResolver {
  return (S) => {
    const groups = SITE_LIST_GROUPS.flatMap((group) => [
      titled(S.divider(), group.id),
      ...group.lists.map((list) => listItem(S, site, list)),
      ...(group.id === 'people' ? [submissionsItem(S, site)] : []),
    ])
    return titled(S.list().id('root'), 'records').items([
      ...groups,
      titled(S.divider(), 'administration'),
      settingsItem(S, site),
    ])
  }
}

/** A list of one site's documents of one type. */
export interface SiteList {
  /** Names its title, too. */
  id: StructureTitle
  icon: ComponentType
  type: string
  /** GROQ condition beside type and site; static text. */
  condition?: string
  /** Field that decides the order, newest first; `_createdAt` where it is not given. */
  newest?: string
}

/** A group of lists under one heading of the structure. */
export interface SiteListGroup {
  /** Names its title, too. */
  id: StructureTitle
  lists: readonly SiteList[]
}

/** Where the structure lists the documents of a kind. */
type ListPlace = Omit<SiteList, 'type' | 'condition'> & {group: (typeof GROUPS)[number]}

const GROUPS = ['people', 'audience', 'work', 'mail', 'compliance'] as const

/** The list of each kind of document; `null` for a kind without one. */
const LISTS: Readonly<Record<DocumentKind, ListPlace | null>> = {
  lead: {group: 'people', id: 'leads', icon: UserIcon, newest: 'createdAt'},
  subscriber: {
    group: 'people',
    id: 'subscribers',
    icon: EnvelopeIcon,
    newest: '_updatedAt',
  },
  // Listed by verdict; see `SUBMISSION_LISTS`.
  submission: null,
  // The Leads tool shows it as a person's timeline.
  activity: null,

  segment: {group: 'audience', id: 'segments', icon: FilterIcon},
  list: {group: 'audience', id: 'lists', icon: UlistIcon},
  campaign: {group: 'audience', id: 'campaigns', icon: BellIcon},
  field: {group: 'audience', id: 'fields', icon: TagIcon},
  mapping: {group: 'work', id: 'mappings', icon: TransferIcon},
  view: {group: 'audience', id: 'views', icon: EyeOpenIcon},

  import: {group: 'work', id: 'imports', icon: DownloadIcon},
  export: {group: 'work', id: 'exports', icon: UploadIcon},
  bulk: {group: 'work', id: 'bulk', icon: StackCompactIcon},
  chunk: null,

  email: {group: 'mail', id: 'mail', icon: EnvelopeIcon, newest: 'queuedAt'},

  suppression: {
    group: 'compliance',
    id: 'suppressions',
    icon: AccessDeniedIcon,
    newest: 'since',
  },
  privacy: {
    group: 'compliance',
    id: 'privacy',
    icon: UserIcon,
    newest: 'receivedAt',
  },
  audit: {group: 'compliance', id: 'audit', icon: BookIcon, newest: 'seq'},

  // The tool “Customers (Shopify)” shows the customer sync.
  rule: null,
  refresh: null,
  snapshot: null,

  // Functions work with these.
  consent: null,
  head: null,
  pending: null,
}

/** The lists of a site's structure, group by group, in the order of {@link LISTS}. */
export const SITE_LIST_GROUPS: readonly SiteListGroup[] = GROUPS.map((id) => ({
  id,
  lists: Object.entries(LISTS).flatMap(([kind, place]) =>
    place?.group === id && isDocumentKind(kind) ? [{...place, type: KINDS[kind].type}] : [],
  ),
}))

const VERDICTS: readonly Omit<SiteList, 'type' | 'newest'>[] = [
  {
    id: 'genuine',
    icon: CheckmarkCircleIcon,
    condition: 'spam.verdict == "ham"',
  },
  {
    id: 'doubtful',
    icon: HelpCircleIcon,
    condition: 'spam.verdict == "suspect"',
  },
  {
    id: 'failed',
    icon: CloseCircleIcon,
    condition: 'outcome == "failed" || (!defined(processedAt) && spam.verdict != "spam")',
  },
  {id: 'spam', icon: AccessDeniedIcon, condition: 'spam.verdict == "spam"'},
]

/** Submissions by the verdict of the spam check; they share one entry of the structure. */
export const SUBMISSION_LISTS: SiteListGroup = {
  id: 'submissions',
  lists: VERDICTS.map((list) => ({...list, type: 'leadSubmission', newest: 'receivedAt'})),
}

/** The filter of a list; the site is a parameter. */
export function listFilter(list: SiteList): string {
  const base = '_type == $type && site == $site'
  return list.condition ? `${base} && (${list.condition})` : base
}

function listItem(S: StructureBuilder, site: SiteKey, list: SiteList) {
  return titled(S.listItem().id(list.id), list.id)
    .icon(list.icon)
    .child(
      titled(S.documentList().id(list.id), list.id)
        .schemaType(list.type)
        .apiVersion(STUDIO_API_VERSION)
        .filter(listFilter(list))
        .params({type: list.type, site})
        .defaultOrdering([{field: list.newest ?? '_createdAt', direction: 'desc'}])
        .initialValueTemplates([]),
    )
}

function submissionsItem(S: StructureBuilder, site: SiteKey) {
  const {id, lists} = SUBMISSION_LISTS
  const items = lists.map((list) => listItem(S, site, list))
  return titled(S.listItem().id(id), id)
    .icon(InboxIcon)
    .child(
      titled(S.list().id(id), id).items([...items.slice(0, -1), S.divider(), ...items.slice(-1)]),
    )
}

function settingsItem(S: StructureBuilder, site: SiteKey) {
  const siteForm = S.document().schemaType('site').documentId(siteDocumentId(site))
  return titled(S.listItem().id('settings'), 'settings')
    .icon(CogIcon)
    .child(
      titled(S.list().id('settings'), 'settings').items([
        titled(S.listItem().id('site'), 'site').icon(EarthGlobeIcon).child(siteForm.id('site')),
      ]),
    )
}
