/** Columns that every site's grid can show, in their order to begin with. */
export const BUILT_IN_COLUMNS = [
  'name',
  'email',
  'company',
  'status',
  'engagement',
  'tags',
  'lastContactAt',
  'source',
  'createdAt',
  'jobTitle',
  'phone',
  'subscription',
  'score',
  'owner',
  'lists',
  'lastActivityAt',
] as const

/** One of {@link BUILT_IN_COLUMNS}. */
export type BuiltInColumn = (typeof BUILT_IN_COLUMNS)[number]

/** What ids of columns that show a custom field begin with; its name follows. */
export const CUSTOM_COLUMN_PREFIX = 'custom.'

/** Id of a column: a {@link BuiltInColumn}, or a custom field behind its prefix. */
export type ColumnId = BuiltInColumn | `${typeof CUSTOM_COLUMN_PREFIX}${string}`

/** Columns that are shown until somebody chooses others. */
export const DEFAULT_COLUMNS: readonly ColumnId[] = BUILT_IN_COLUMNS.slice(0, 9)

/** Narrowest and widest that a column can be made, in pixels. */
export const COLUMN_WIDTHS = {least: 64, most: 640} as const

const WIDTHS: Record<BuiltInColumn, number> = {
  name: 168,
  email: 190,
  company: 132,
  status: 124,
  engagement: 112,
  tags: 132,
  lastContactAt: 104,
  source: 116,
  createdAt: 100,
  jobTitle: 144,
  phone: 136,
  subscription: 140,
  score: 72,
  owner: 136,
  lists: 164,
  lastActivityAt: 112,
}

const CUSTOM_WIDTH = 136

/** Whether a text names one of the columns that every site has. */
export function isBuiltInColumn(id: string): id is BuiltInColumn {
  return BUILT_IN_COLUMNS.some((known) => known === id)
}

/** The column of a custom field. */
export function customColumn(name: string): ColumnId {
  return `${CUSTOM_COLUMN_PREFIX}${name}`
}

/** Name of the custom field that a column shows, or `null` for any other column. */
export function customFieldOf(id: ColumnId): string | null {
  return id.startsWith(CUSTOM_COLUMN_PREFIX) ? id.slice(CUSTOM_COLUMN_PREFIX.length) : null
}

/** Reads an id of a column; `null` for a text that is none. */
export function parseColumnId(text: string): ColumnId | null {
  if (isBuiltInColumn(text)) return text
  const name = text.startsWith(CUSTOM_COLUMN_PREFIX)
    ? text.slice(CUSTOM_COLUMN_PREFIX.length).trim()
    : ''
  return name === '' || name.length > 200 ? null : customColumn(name)
}

/** Width that a column has until somebody drags its edge, in pixels. */
export function defaultWidth(id: ColumnId): number {
  return isBuiltInColumn(id) ? WIDTHS[id] : CUSTOM_WIDTH
}
