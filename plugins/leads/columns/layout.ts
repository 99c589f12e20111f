import {decodeName, parseColumnId, type ColumnId} from '../../../core/leads/columnId.ts'

/** A column as it is shown. */
interface ShownColumn {
  id: ColumnId
  /** In pixels, if the user chose it. */
  width?: number
  /** Stays visible when the grid scrolls sideways. */
  isPinned?: true
}

/** Which columns a grid shows, in their order: pinned ones first, and at least one. */
export type ColumnLayout = readonly ShownColumn[]

/** The row height of the grid. */
export type Density = 'comfortable' | 'compact'

/** Limits of a column's width in pixels. */
export const COLUMN_WIDTHS = {least: 64, most: 640} as const

export const DEFAULT_COLUMNS = [
  'name',
  'email',
  'company',
  'status',
  'engagement',
  'tags',
  'lastContactAt',
  'source',
  'createdAt',
] as const satisfies readonly ColumnId[]

/** The layout of a grid until the user changes it. */
export const DEFAULT_LAYOUT: ColumnLayout = DEFAULT_COLUMNS.map((id) =>
  id === 'name' ? {id, isPinned: true} : {id},
)

function pinnedFirst(columns: readonly ShownColumn[]): ColumnLayout {
  return [...columns.filter(({isPinned}) => isPinned), ...columns.filter(({isPinned}) => !isPinned)]
}

function allowedWidth(width: number): number {
  return Math.round(Math.max(COLUMN_WIDTHS.least, Math.min(COLUMN_WIDTHS.most, width)))
}

/** Shows a column at the end, or hides it unless it is the last one. */
export function toggleColumn(layout: ColumnLayout, id: ColumnId): ColumnLayout {
  if (!layout.some((column) => column.id === id)) return [...layout, {id}]
  return layout.length === 1 ? layout : layout.filter((column) => column.id !== id)
}

/** Moves a column to the place of another one, and pins or unpins it like that one. */
export function moveColumn(layout: ColumnLayout, id: ColumnId, to: ColumnId): ColumnLayout {
  const from = layout.findIndex((column) => column.id === id)
  const target = layout.findIndex((column) => column.id === to)
  const moved = layout[from]
  const place = layout[target]
  if (!moved || !place || from === target) return layout
  const rest = layout.filter((column) => column.id !== id)
  const {isPinned: _, ...plain} = moved
  return pinnedFirst(rest.toSpliced(target, 0, place.isPinned ? {...plain, isPinned: true} : plain))
}

/** Pins a column after the pinned ones, or unpins it before the others. */
export function togglePin(layout: ColumnLayout, id: ColumnId): ColumnLayout {
  const column = layout.find((candidate) => candidate.id === id)
  if (!column) return layout
  const rest = layout.filter((candidate) => candidate.id !== id)
  const pinned = rest.filter(({isPinned}) => isPinned)
  const {isPinned, ...plain} = column
  return [
    ...pinned,
    isPinned ? plain : {...plain, isPinned: true},
    ...rest.filter((candidate) => !candidate.isPinned),
  ]
}

/** Sets the widths of columns, in pixels. */
export function resizeColumns(
  layout: ColumnLayout,
  widths: Readonly<Record<string, number>>,
): ColumnLayout {
  return layout.map((column) => {
    const width = widths[column.id]
    return width === undefined ? column : {...column, width: allowedWidth(width)}
  })
}

function formatColumn({id, width, isPinned}: ShownColumn): string {
  // `encodeURIComponent` leaves `!` and `~` as they are; here they mark pins and widths.
  const name = encodeURIComponent(id).replaceAll('!', '%21').replaceAll('~', '%7E')
  return `${name}${width === undefined ? '' : `~${width}`}${isPinned ? '!' : ''}`
}

/** Formats a layout for the URL and the key-value store, such as `name~180!,email`. */
export function formatLayout(layout: ColumnLayout): string {
  return layout.map(formatColumn).join(',')
}

/** The inverse of {@link formatLayout}; {@link DEFAULT_LAYOUT} for a text without a valid column. */
export function parseLayout(text: string | null | undefined): ColumnLayout {
  const columns: ShownColumn[] = []
  for (const part of (text ?? '').split(',')) {
    const [, name = '', width, pin] = /^([^~!]+)(?:~(\d{1,4}))?(!)?$/u.exec(part) ?? []
    const id = parseColumnId(decodeName(name))
    if (!id || columns.some((column) => column.id === id)) continue
    columns.push({
      id,
      ...(width ? {width: allowedWidth(Number(width))} : {}),
      ...(pin ? {isPinned: true as const} : {}),
    })
  }
  return columns.length === 0 ? DEFAULT_LAYOUT : pinnedFirst(columns)
}

/** Parses a density; comfortable for anything else. */
export function parseDensity(text: string | null | undefined): Density {
  return text === 'compact' ? 'compact' : 'comfortable'
}
