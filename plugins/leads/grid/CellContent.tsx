import {use, type ReactNode} from 'react'
import {engagementLook} from '../../ui/EngagementBadge.tsx'
import {useSiteContext} from '../../ui/siteContext.tsx'
import {statusLook} from '../../ui/statusLook.ts'
import {customFieldOf, type ColumnId} from '../data/leadColumns.ts'
import type {GridRow} from '../data/leadPages.ts'
import {useGridLabels} from '../view/gridLabels.ts'
import {ListsCell} from './ListsCell.tsx'
import {OwnerCell} from './OwnerCell.tsx'
import {Pill} from './Pill.tsx'
import {TimesContext} from './relativeTimes.ts'
import {subscriptionLook} from './subscriptionLook.ts'
import {TagCell} from './TagCell.tsx'

/** What a lead has in a column. */
export function CellContent(props: {column: ColumnId; row: GridRow}): ReactNode {
  const {column, row} = props
  const {document: site} = useSiteContext()
  const labels = useGridLabels()
  const describeTime = use(TimesContext)
  switch (column) {
    case 'name':
      return row.name ? <strong style={{fontWeight: 500}}>{row.name}</strong> : labels.unnamed
    case 'status':
      return row.status && <Pill {...statusLook(site.leadStatuses ?? [], row.status)} />
    case 'engagement': {
      const {engagement} = row
      const look = engagement && engagementLook(engagement)
      return look ? <Pill {...look} text={labels.engagement(engagement)} /> : engagement
    }
    case 'subscription': {
      const {subscription} = row
      if (!subscription) return null
      const look = subscriptionLook(subscription)
      return <Pill {...look} text={labels.subscription(subscription)} />
    }
    case 'lastContactAt':
    case 'lastActivityAt':
    case 'createdAt': {
      const at = row[column]
      if (!at) return null
      const {text, title} = describeTime(at)
      return (
        <time dateTime={at} title={title}>
          {text}
        </time>
      )
    }
    case 'tags':
      return row.tags && row.tags.length > 0 ? (
        <TagCell labels={labels} tags={row.tags} total={row.tagCount ?? 0} />
      ) : null
    case 'lists':
      return row.lists && row.lists.length > 0 ? (
        <ListsCell ids={row.lists} total={row.listCount ?? 0} />
      ) : null
    case 'owner':
      return row.owner && <OwnerCell id={row.owner} />
    case 'email':
    case 'company':
    case 'jobTitle':
    case 'phone':
    case 'source':
    case 'score':
      return row[column]
    default: {
      const name = customFieldOf(column)
      return row.custom?.find((field) => field.name === name)?.value
    }
  }
}
