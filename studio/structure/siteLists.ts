import type {ComponentType} from 'react'
import {AccessDeniedIcon} from '@sanity/icons/AccessDenied'
import {BellIcon} from '@sanity/icons/Bell'
import {BookIcon} from '@sanity/icons/Book'
import {CheckmarkCircleIcon} from '@sanity/icons/CheckmarkCircle'
import {CloseCircleIcon} from '@sanity/icons/CloseCircle'
import {DownloadIcon} from '@sanity/icons/Download'
import {EnvelopeIcon} from '@sanity/icons/Envelope'
import {EyeOpenIcon} from '@sanity/icons/EyeOpen'
import {FilterIcon} from '@sanity/icons/Filter'
import {HelpCircleIcon} from '@sanity/icons/HelpCircle'
import {InboxIcon} from '@sanity/icons/Inbox'
import {StackCompactIcon} from '@sanity/icons/StackCompact'
import {UlistIcon} from '@sanity/icons/Ulist'
import {UploadIcon} from '@sanity/icons/Upload'
import {UserIcon} from '@sanity/icons/User'

/** A list of one site's documents of one type. */
export interface SiteList {
  id: string
  title: string
  icon: ComponentType
  type: string
  /** GROQ condition beside type and site; static text. */
  condition?: string
  /** Field that decides the order, newest first. */
  newest: string
}

/** A group of lists under one heading of the structure. */
export interface SiteListGroup {
  id: string
  title: string
  lists: readonly SiteList[]
}

const SUBMISSIONS: readonly SiteList[] = [
  {
    id: 'genuine',
    title: 'Genuine',
    icon: CheckmarkCircleIcon,
    type: 'leadSubmission',
    condition: 'spam.verdict == "ham"',
    newest: 'receivedAt',
  },
  {
    id: 'doubtful',
    title: 'Doubtful',
    icon: HelpCircleIcon,
    type: 'leadSubmission',
    condition: 'spam.verdict == "suspect"',
    newest: 'receivedAt',
  },
  {
    id: 'failed',
    title: 'Not processed',
    icon: CloseCircleIcon,
    type: 'leadSubmission',
    condition: 'outcome == "failed" || (!defined(processedAt) && spam.verdict != "spam")',
    newest: 'receivedAt',
  },
  {
    id: 'spam',
    title: 'Spam',
    icon: AccessDeniedIcon,
    type: 'leadSubmission',
    condition: 'spam.verdict == "spam"',
    newest: 'receivedAt',
  },
]

/** Submissions by what the spam check made of them; they share one entry of the structure. */
export const SUBMISSION_LISTS = {
  id: 'submissions',
  title: 'Submissions',
  icon: InboxIcon,
  lists: SUBMISSIONS,
} as const

/** The lists of a site's structure, group by group. */
export const SITE_LIST_GROUPS: readonly SiteListGroup[] = [
  {
    id: 'people',
    title: 'People',
    lists: [
      {id: 'leads', title: 'Leads', icon: UserIcon, type: 'lead', newest: 'createdAt'},
      {
        id: 'subscribers',
        title: 'Subscribers',
        icon: EnvelopeIcon,
        type: 'newsletterSubscriber',
        newest: '_updatedAt',
      },
    ],
  },
  {
    id: 'audience',
    title: 'Audience',
    lists: [
      {
        id: 'segments',
        title: 'Segments',
        icon: FilterIcon,
        type: 'segment',
        newest: '_createdAt',
      },
      {id: 'lists', title: 'Lists', icon: UlistIcon, type: 'leadList', newest: '_createdAt'},
      {
        id: 'campaigns',
        title: 'Campaigns',
        icon: BellIcon,
        type: 'campaign',
        newest: '_createdAt',
      },
      {id: 'views', title: 'Views', icon: EyeOpenIcon, type: 'savedView', newest: '_createdAt'},
    ],
  },
  {
    id: 'work',
    title: 'Work',
    lists: [
      {
        id: 'imports',
        title: 'Imports',
        icon: DownloadIcon,
        type: 'leadImport',
        newest: '_createdAt',
      },
      {
        id: 'exports',
        title: 'Exports',
        icon: UploadIcon,
        type: 'leadExport',
        newest: '_createdAt',
      },
      {
        id: 'bulk',
        title: 'Bulk changes',
        icon: StackCompactIcon,
        type: 'bulkChange',
        newest: '_createdAt',
      },
    ],
  },
  {
    id: 'mail',
    title: 'Mail',
    lists: [
      {id: 'mail', title: 'Mail', icon: EnvelopeIcon, type: 'emailMessage', newest: 'queuedAt'},
    ],
  },
  {
    id: 'compliance',
    title: 'Compliance',
    lists: [
      {
        id: 'suppressions',
        title: 'Suppressions',
        icon: AccessDeniedIcon,
        type: 'suppression',
        newest: 'since',
      },
      {
        id: 'privacy',
        title: 'Privacy requests',
        icon: UserIcon,
        type: 'privacyRequest',
        newest: 'receivedAt',
      },
      {id: 'audit', title: 'Audit trail', icon: BookIcon, type: 'auditEvent', newest: 'seq'},
    ],
  },
]

/** The filter of a list; the site travels as a parameter. */
export function listFilter(list: SiteList): string {
  const base = '_type == $type && site == $site'
  return list.condition ? `${base} && (${list.condition})` : base
}
