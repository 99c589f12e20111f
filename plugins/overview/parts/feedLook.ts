import {ActivityIcon} from '@sanity/icons/Activity'
import {EnvelopeIcon} from '@sanity/icons/Envelope'
import {InboxIcon} from '@sanity/icons/Inbox'
import {UserIcon} from '@sanity/icons/User'
import type {ComponentType} from 'react'
import {VIEW_LEAD_INTENT} from '../../leads/leadsTool.ts'
import type {LiveRecord} from '../model/liveRecord.ts'

/** How a record of the live list is shown, and where it leads. */
export interface FeedLook {
  icon: ComponentType
  /** Empty where the record names nobody. */
  title: string
  /** Words below the title; a key of the overview's strings, or plain text. */
  note: {key: string} | {text: string}
  intent: string
  params: {id: string; type?: string}
}

/** A lead and its timeline are looked at in the Leads tool, a submission as the document it is. */
export function feedLook(record: LiveRecord): FeedLook {
  if (record._type === 'leadActivity') {
    const params = {id: record.leadId ?? record._id}
    const note = record.person ? {text: record.person} : {key: 'feed.activity'}
    return {
      icon: ActivityIcon,
      title: record.summary ?? '',
      note,
      intent: VIEW_LEAD_INTENT,
      params,
    }
  }
  const title = record.name || record.email || ''
  const {_id: id} = record
  if (record._type === 'lead') {
    const note = {text: record.company || record.email || ''}
    return {icon: UserIcon, title, note, intent: VIEW_LEAD_INTENT, params: {id}}
  }
  const kind = record.formKind ?? 'lead'
  return {
    icon: kind === 'newsletter' ? EnvelopeIcon : InboxIcon,
    title,
    note: {key: `feed.submission.${kind}`},
    intent: 'edit',
    params: {id, type: record._type},
  }
}
