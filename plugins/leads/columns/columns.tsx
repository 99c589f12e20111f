import type {ComponentType} from 'react'
import {isFieldColumn, type FieldColumn} from '../../../core/leads/leadFields.ts'
import type {ColumnId} from '../../../core/leads/columnId.ts'
import type {GridRow} from '../data/leadPages.ts'
import {
  CustomCell,
  EngagementCell,
  ListsCell,
  momentCell,
  NameCell,
  OwnerCell,
  plainCell,
  StatusCell,
  SubscriptionCell,
  TagsCell,
  type CellProps,
} from './cells.tsx'

/** How the grid draws a column. */
export interface Column {
  /** Default width in pixels. */
  width: number
  Cell: ComponentType<CellProps>
  /** How its cells are edited in place; left out for a column whose cells are not. */
  editor?: 'text' | 'status' | 'tags'
  /** Whether its text is muted. */
  isMuted?: true | ((row: GridRow) => boolean)
  /** Whether its values are right-aligned numbers. */
  isNumber?: true
  /** The full text of a cell that may be cut off. */
  tooltip?: (row: GridRow) => string | null | undefined
}

const COLUMNS = {
  name: {
    width: 168,
    Cell: NameCell,
    editor: 'text',
    isMuted: (row) => !row.name,
    tooltip: (row) => row.name,
  },
  email: {width: 190, Cell: plainCell('email'), isMuted: true, tooltip: (row) => row.email},
  phone: {width: 136, Cell: plainCell('phone'), isMuted: true},
  company: {width: 132, Cell: plainCell('company'), editor: 'text', tooltip: (row) => row.company},
  jobTitle: {
    width: 144,
    Cell: plainCell('jobTitle'),
    isMuted: true,
    tooltip: (row) => row.jobTitle,
  },
  status: {width: 124, Cell: StatusCell, editor: 'status'},
  engagement: {width: 138, Cell: EngagementCell},
  subscription: {width: 140, Cell: SubscriptionCell},
  tags: {width: 132, Cell: TagsCell, editor: 'tags'},
  score: {width: 72, Cell: plainCell('score'), isNumber: true},
  owner: {width: 136, Cell: OwnerCell, isMuted: true},
  lists: {width: 164, Cell: ListsCell},
  source: {width: 116, Cell: plainCell('source'), isMuted: true},
  createdAt: {width: 100, Cell: momentCell('createdAt'), isMuted: true},
  lastContactAt: {width: 104, Cell: momentCell('lastContactAt'), isMuted: true},
  lastActivityAt: {width: 112, Cell: momentCell('lastActivityAt'), isMuted: true},
} as const satisfies Readonly<Record<FieldColumn, Column>>

const CUSTOM_COLUMN: Column = {width: 136, Cell: CustomCell}

/** How the grid draws the column of a field or of a custom field. */
export function columnOf(id: ColumnId): Column {
  return isFieldColumn(id) ? COLUMNS[id] : CUSTOM_COLUMN
}

/** Column whose cells are edited in place. */
export type EditableColumn = {
  [Name in FieldColumn]: (typeof COLUMNS)[Name] extends {editor: string} ? Name : never
}[FieldColumn]

/** Whether the cells of a column are edited in place. */
export function isEditableColumn(column: string): column is EditableColumn {
  return isFieldColumn(column) && columnOf(column).editor !== undefined
}
