import {decodeName, parseColumnId, type ColumnId} from '../data/columnId.ts'

/** A column as it is shown. */
interface ShownColumn {
  id: ColumnId
  /** In pixels, when somebody chose it. */
  width?: number
  /** Stays in sight when the grid scrolls sideways. */
  isPinned?: true
}

/** Which columns a grid shows, in their order: pinned ones first, and at least one. */
export type ColumnLayout = readonly ShownColumn[]

/** How close rows stand. */
export type Density = 'comfortable' | 'compact'

/** Narrowest and widest that a column can be made, in pixels. */
export const COLUMN_WIDTHS = {least: 64, most: 640} as const

/** Columns that are shown until somebody chooses others. */
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

/** The layout that a grid has until somebody changes it. */
export const DEFAULT_LAYOUT: ColumnLayout = DEFAULT_COLUMNS.map((id) =>
  id === 'name' ? {id, isPinned: true} : {id},
)

function pinnedFirst(columns: readonly ShownColumn[]): ColumnLayout {
  return [...columns.filter(({isPinned}) => isPinned), ...columns.filter(({isPinned}) => !isPinned)]
}

/** A width within what is allowed, in whole pixels. */
function allowedWidth(width: number): number {
  return Math.round(Math.max(COLUMN_WIDTHS.least, Math.min(COLUMN_WIDTHS.most, width)))
}

/** Shows a column behind the others, or hides it; the last one stays. */
export function toggleColumn(layout: ColumnLayout, id: ColumnId): ColumnLayout {
  if (!layout.some((column) => column.id === id)) return [...layout, {id}]
  return layout.length === 1 ? layout : layout.filter((column) => column.id !== id)
}

/**
 * Moves a column to where another one is. Moved among the pinned ones it becomes one of them, and
 * the other way round.
 */
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

/** Pins a column behind those that are, or sets it free before the others. */
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

/** Gives columns widths, in pixels. */
export function resizeColumns(
  layout: ColumnLayout,
  widths: Readonly<Record<string, number>>,
): ColumnLayout {
  return layout.map((column) => {
    const width = widths[column.id]
    return width === undefined ? column : {...column, width: allowedWidth(width)}
  })
}

function textOf({id, width, isPinned}: ShownColumn): string {
  // `!` and `~` are left alone by encoding, and set widths and pins apart here.
  const name = encodeURIComponent(id).replaceAll('!', '%21').replaceAll('~', '%7E')
  return `${name}${width === undefined ? '' : `~${width}`}${isPinned ? '!' : ''}`
}

/** A layout as the URL and the key-value store carry it, such as `name~180!,email`. */
export function formatLayout(layout: ColumnLayout): string {
  return layout.map(textOf).join(',')
}

/** The inverse of {@link formatLayout}; {@link DEFAULT_LAYOUT} for a text without any column. */
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

/** Reads a density; comfortable for anything that is none. */
export function parseDensity(text: string | null | undefined): Density {
  return text === 'compact' ? 'compact' : 'comfortable'
}
