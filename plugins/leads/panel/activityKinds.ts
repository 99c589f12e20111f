import {CheckmarkCircleIcon} from '@sanity/icons/CheckmarkCircle'
import {CommentIcon} from '@sanity/icons/Comment'
import {DocumentTextIcon} from '@sanity/icons/DocumentText'
import {EditIcon} from '@sanity/icons/Edit'
import {EnvelopeIcon} from '@sanity/icons/Envelope'
import {ErrorOutlineIcon} from '@sanity/icons/ErrorOutline'
import {EyeOpenIcon} from '@sanity/icons/EyeOpen'
import {LaunchIcon} from '@sanity/icons/Launch'
import {TagIcon} from '@sanity/icons/Tag'
import {TransferIcon} from '@sanity/icons/Transfer'
import {UploadIcon} from '@sanity/icons/Upload'
import {UndoIcon} from '@sanity/icons/Undo'
import type {ComponentType} from 'react'
import type {LeadActivity} from '../../../core/sanity.types.generated.ts'

/** Kind of an entry of the timeline. */
export type ActivityKind = LeadActivity['kind']

/** Icon of each kind of entry. */
export const ACTIVITY_ICONS: Record<ActivityKind, ComponentType> = {
  submission: DocumentTextIcon,
  consent: CheckmarkCircleIcon,
  'email.sent': EnvelopeIcon,
  'email.delivered': EnvelopeIcon,
  'email.opened': EyeOpenIcon,
  'email.clicked': LaunchIcon,
  'email.replied': UndoIcon,
  'email.bounced': ErrorOutlineIcon,
  'email.complained': ErrorOutlineIcon,
  'email.refused': ErrorOutlineIcon,
  note: CommentIcon,
  status: TagIcon,
  import: UploadIcon,
  merge: TransferIcon,
  field: EditIcon,
}

/** What the timeline can be narrowed to. */
export const TIMELINE_FILTERS = ['all', 'form', 'email', 'note', 'change'] as const

/** One of {@link TIMELINE_FILTERS}. */
export type TimelineFilter = (typeof TIMELINE_FILTERS)[number]

const GROUPS: Record<Exclude<TimelineFilter, 'all'>, readonly ActivityKind[]> = {
  form: ['submission', 'consent'],
  email: [
    'email.sent',
    'email.delivered',
    'email.opened',
    'email.clicked',
    'email.replied',
    'email.bounced',
    'email.complained',
    'email.refused',
  ],
  note: ['note'],
  change: ['status', 'field', 'import', 'merge'],
}

/** The kinds of entry that a filter lets through. */
export function kindsOf(filter: TimelineFilter): readonly ActivityKind[] {
  return filter === 'all' ? Object.values(GROUPS).flat() : GROUPS[filter]
}
