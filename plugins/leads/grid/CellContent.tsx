import type {ReactNode} from 'react'
import {EngagementBadge, isEngagement} from '../../ui/EngagementBadge.tsx'
import {RelativeTime} from '../../ui/RelativeTime.tsx'
import {useSiteContext} from '../../ui/siteContext.tsx'
import {StatusBadge} from '../../ui/StatusBadge.tsx'
import {customFieldOf, type ColumnId} from '../columns/leadColumns.ts'
import type {GridRow} from '../data/leadPages.ts'
import {useGridLabels} from './gridLabels.ts'
import {ListsCell} from './ListsCell.tsx'
import {OwnerCell} from './OwnerCell.tsx'
import {SubscriptionBadge} from './SubscriptionBadge.tsx'
import {TagCell} from './TagCell.tsx'

/** What a lead has in a column. */
export function CellContent(props: {column: ColumnId; row: GridRow}): ReactNode {
  const {column, row} = props
  const {document: site} = useSiteContext()
  const labels = useGridLabels()
  switch (column) {
    case 'name':
      return row.name ? <strong style={{fontWeight: 500}}>{row.name}</strong> : labels.unnamed
    case 'status':
      return row.status && <StatusBadge statuses={site.leadStatuses ?? []} value={row.status} />
    case 'engagement': {
      const {engagement} = row
      if (!engagement) return null
      return isEngagement(engagement) ? <EngagementBadge engagement={engagement} /> : engagement
    }
    case 'subscription':
      return row.subscription && <SubscriptionBadge value={row.subscription} />
    case 'lastContactAt':
    case 'lastActivityAt':
    case 'createdAt': {
      const at = row[column]
      return at && <RelativeTime at={at} timeZone={site.timeZone} />
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
