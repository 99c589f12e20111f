import {customFieldOf, isBuiltInColumn, type BuiltInColumn, type ColumnId} from './leadColumns.ts'

const FRAGMENTS: Record<BuiltInColumn, string> = {
  name: 'name',
  email: 'email',
  company: 'company',
  jobTitle: 'jobTitle',
  phone: 'phone',
  status: 'status',
  engagement: 'engagement',
  subscription: 'subscription',
  tags: '"tags": tags[0...5], "tagCount": count(tags)',
  lists: '"lists": lists[0...5], "listCount": count(lists)',
  owner: 'owner',
  score: 'score',
  source: '"source": source.label',
  createdAt: 'createdAt',
  lastContactAt: 'lastContactAt',
  lastActivityAt: 'lastActivityAt',
}

/** What rows are read with: a projection, and its parameters. */
export interface RowFields {
  /** The columns that it is enough for. */
  columns: readonly ColumnId[]
  projection: string
  params: {customNames?: readonly string[]}
}

/** As {@link FRAGMENTS}, with all that a cell has rather than what a row of the grid has room for. */
const WHOLE: Record<BuiltInColumn, string> = {...FRAGMENTS, tags: 'tags', lists: 'lists'}

function fieldsOf(
  columns: readonly ColumnId[],
  fragments: Readonly<Record<BuiltInColumn, string>>,
): RowFields {
  const builtIn = Object.entries(fragments)
    .filter(([id]) => id === 'name' || columns.some((column) => column === id))
    .map(([, fragment]) => fragment)
  const custom = columns
    .filter((column) => !isBuiltInColumn(column))
    .flatMap((column) => customFieldOf(column) ?? [])
    .toSorted()
  if (custom.length === 0) {
    return {columns, projection: ['_id', '_rev', ...builtIn].join(', '), params: {}}
  }
  const fields = '"custom": customFields[name in $customNames]{name, value}'
  return {
    columns,
    projection: ['_id', '_rev', ...builtIn, fields].join(', '),
    params: {customNames: custom},
  }
}

/**
 * What to read of each lead for some columns, and no more: rows stay in memory while one scrolls.
 * The same columns in another order give the same text.
 */
export function rowFields(columns: readonly ColumnId[]): RowFields {
  return fieldsOf(columns, FRAGMENTS)
}

/** As {@link rowFields}, with every tag and every list of a lead. */
export function wholeRowFields(columns: readonly ColumnId[]): RowFields {
  return fieldsOf(columns, WHOLE)
}
