import {memo, type ReactNode} from 'react'
import type {Site} from '../../../core/sanity.types.generated.ts'
import {RelativeTime} from '../../ui/RelativeTime.tsx'
import {useSiteContext} from '../../ui/siteContext.tsx'
import {StatusBadge} from '../../ui/StatusBadge.tsx'
import type {GridRow} from '../data/leadPages.ts'
import type {SortColumn} from '../data/sortKeys.ts'
import {GRID_COLUMNS} from './gridColumns.ts'
import {useGridContext} from './gridComponents.tsx'
import {useGridLabels, type GridLabels} from './gridLabels.ts'
import {TagCell} from './TagCell.tsx'

/** What {@link LeadCells} shows. */
export interface LeadCellsProps {
  row: GridRow
  /** A status that was chosen and is on its way to the store. */
  pendingStatus: string | undefined
}

const MUTED: readonly SortColumn[] = ['email', 'lastContactAt', 'source', 'createdAt']
const TITLED: readonly SortColumn[] = ['name', 'email', 'company']

function cellContent(
  column: SortColumn,
  {row, pendingStatus}: LeadCellsProps,
  site: Site,
  labels: GridLabels,
): ReactNode {
  switch (column) {
    case 'name':
      return row.name ? <strong style={{fontWeight: 500}}>{row.name}</strong> : labels.unnamed
    case 'status': {
      const value = pendingStatus ?? row.status
      return value && <StatusBadge statuses={site.leadStatuses} value={value} />
    }
    case 'lastContactAt':
    case 'createdAt': {
      const at = row[column]
      return at && <RelativeTime at={at} timeZone={site.timeZone} />
    }
    case 'tags':
      return row.tags && row.tags.length > 0 ? (
        <TagCell labels={labels} tags={row.tags} total={row.tagCount ?? 0} />
      ) : null
    default:
      return row[column]
  }
}

/** The cells of one lead. They take focus by the grid's keys, never by Tab. */
export const LeadCells = memo(function LeadCells(props: LeadCellsProps) {
  const {row} = props
  const {document: site} = useSiteContext()
  const labels = useGridLabels()
  if (row.removed) {
    return (
      <td colSpan={GRID_COLUMNS.length} data-column={0} tabIndex={-1}>
        {labels.removed}
      </td>
    )
  }
  return GRID_COLUMNS.map(({id}, index) => {
    const value = TITLED.includes(id) ? row[id] : null
    return (
      <td
        data-column={index}
        data-muted={MUTED.includes(id) || (id === 'name' && !row.name) || undefined}
        key={id}
        tabIndex={-1}
        title={typeof value === 'string' ? value : undefined}
      >
        {cellContent(id, props, site, labels)}
      </td>
    )
  })
})

/** The cells of one lead, with the status it is about to have. */
export function CurrentLeadCells(props: {row: GridRow}) {
  const {pending} = useGridContext()
  return <LeadCells pendingStatus={pending.get(props.row._id)} row={props.row} />
}
