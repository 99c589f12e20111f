import type {BadgeTone} from '@sanity/ui'
import {use, type ComponentType, type ReactNode} from 'react'
import {useGridLabels} from './columnLabels.ts'
import {Hidden} from '../../ui/Hidden.ts'
import {TagChip, TagRow} from '../../ui/tagStyles.ts'
import {ListTitlesContext} from '../data/listTitles.ts'
import {useUserName} from '../../ui/users/UserName.tsx'
import {BellIcon} from '@sanity/icons/Bell'
import {CircleIcon} from '@sanity/icons/Circle'
import {ClockIcon} from '@sanity/icons/Clock'
import {CloseCircleIcon} from '@sanity/icons/CloseCircle'
import {ErrorOutlineIcon} from '@sanity/icons/ErrorOutline'
import {CheckmarkCircleIcon} from '@sanity/icons/CheckmarkCircle'
import {UnknownIcon} from '@sanity/icons/Unknown'
import {engagementLook} from '../../ui/EngagementBadge.tsx'
import {useSiteContext} from '../../ui/siteContext.tsx'
import {statusLook} from '../../ui/StatusBadge.tsx'
import type {
  FieldColumn,
  LabelledFieldName,
  ListFieldName,
  MomentFieldName,
} from '../../../core/leads/leadFields.ts'
import {customFieldOf, type ColumnId} from '../../../core/leads/columnId.ts'
import type {GridRow} from '../data/leadPages.ts'
import {TimesContext} from './relativeTimes.ts'

/** A badge drawn by the grid's own style sheet: a styled component in each cell slows down scrolling. */
function Pill(props: {icon: ComponentType; text: string; tone: BadgeTone}) {
  const {icon: Icon, text, tone} = props
  return (
    <span data-pill={tone}>
      <Icon aria-hidden="true" />
      <span>{text}</span>
    </span>
  )
}

/** Number of tags that a cell shows. */
const SHOWN = 2

interface ChipsProps {
  /** The first few tags. */
  tags: readonly string[]
  total: number
}

/** The first tags, and the number of the others, which the tooltip lists. */
function Chips(props: ChipsProps) {
  const {tags, total} = props
  const labels = useGridLabels()
  const rest = Math.max(total, tags.length) - Math.min(tags.length, SHOWN)
  return (
    <TagRow>
      {tags.slice(0, SHOWN).map((tag) => (
        <TagChip key={tag} title={tag}>
          {tag}
        </TagChip>
      ))}
      {rest > 0 && (
        <span style={{flex: 'none'}} title={tags.slice(SHOWN).join(', ')}>
          <span aria-hidden="true">+{rest}</span>
          <Hidden>{labels.moreTags(rest)}</Hidden>
        </span>
      )}
    </TagRow>
  )
}

const SUBSCRIPTION_LOOKS = new Map<string, {icon: ComponentType; tone: BadgeTone}>([
  ['none', {icon: CircleIcon, tone: 'default'}],
  ['pending', {icon: ClockIcon, tone: 'caution'}],
  ['subscribed', {icon: CheckmarkCircleIcon, tone: 'positive'}],
  ['unsubscribed', {icon: CloseCircleIcon, tone: 'default'}],
  ['bounced', {icon: ErrorOutlineIcon, tone: 'critical'}],
  ['complained', {icon: BellIcon, tone: 'critical'}],
  ['suppressed', {icon: CloseCircleIcon, tone: 'critical'}],
])

function subscriptionLook(value: string): {icon: ComponentType; tone: BadgeTone} {
  return SUBSCRIPTION_LOOKS.get(value) ?? {icon: UnknownIcon, tone: 'default'}
}

export interface CellProps {
  row: GridRow
  column: ColumnId
}

type PlainColumn = Exclude<FieldColumn, ListFieldName | MomentFieldName | LabelledFieldName>

/** Makes the cell of a column that shows its value as it is. */
export function plainCell(column: PlainColumn): (props: CellProps) => ReactNode {
  return ({row}) => row[column]
}

/** The lead's name, or a text for no name. */
export function NameCell({row}: CellProps): ReactNode {
  const labels = useGridLabels()
  return row.name ? <strong style={{fontWeight: 500}}>{row.name}</strong> : labels.unnamed
}

/** The status with the site's title and colour. */
export function StatusCell({row}: CellProps): ReactNode {
  const {document: site} = useSiteContext()
  return row.status && <Pill {...statusLook(site.leadStatuses ?? [], row.status)} />
}

/** The engagement with mail. */
export function EngagementCell({row}: CellProps): ReactNode {
  const labels = useGridLabels()
  const {engagement} = row
  const look = engagement && engagementLook(engagement)
  return look ? <Pill {...look} text={labels.engagement(engagement)} /> : engagement
}

/** The state of the newsletter subscription. */
export function SubscriptionCell({row}: CellProps): ReactNode {
  const labels = useGridLabels()
  const {subscription} = row
  if (!subscription) return null
  return <Pill {...subscriptionLook(subscription)} text={labels.subscription(subscription)} />
}

/** Makes the cell of a column that shows a moment. */
export function momentCell(column: MomentFieldName): (props: CellProps) => ReactNode {
  return function MomentCell({row}) {
    const describeTime = use(TimesContext)
    const at = row[column]
    if (!at) return null
    const {text, title} = describeTime(at)
    return (
      <time dateTime={at} title={title}>
        {text}
      </time>
    )
  }
}

/** The lead's tags. */
export function TagsCell({row}: CellProps): ReactNode {
  const {tags, tagsCount} = row
  return tags && tags.length > 0 ? <Chips tags={tags} total={tagsCount ?? 0} /> : null
}

/** The lists that a lead is on, by their titles. */
export function ListsCell({row}: CellProps): ReactNode {
  const titles = use(ListTitlesContext)
  const {lists, listsCount} = row
  if (!lists || lists.length === 0) return null
  return <Chips tags={lists.map((id) => titles.get(id) ?? '…')} total={listsCount ?? 0} />
}

function UserName({id}: {id: string}) {
  return useUserName(id)
}

/** The owner's name; the Studio reads each user once. */
export function OwnerCell({row}: CellProps): ReactNode {
  return row.owner && <UserName id={row.owner} />
}

/** The value of a custom field. */
export function CustomCell({row, column}: CellProps): ReactNode {
  const name = customFieldOf(column)
  return row.custom?.find((field) => field.name === name)?.value
}
