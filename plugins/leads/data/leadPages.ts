import type {InfiniteData} from '@tanstack/react-query'
import type {LeadRow, PageRow} from './leadRow.ts'
import type {PageCursor} from './pageParams.ts'

/** A row as the grid holds it. */
export interface GridRow extends PageRow {
  /** The lead was deleted since; the row keeps its place, without its contents, until a refresh. */
  removed?: true
}

/** The pages loaded so far. */
export type LeadPages = InfiniteData<GridRow[], PageCursor>

/**
 * The rows of all pages in order, each lead once. A lead whose sort value changed between two
 * requests can be met again further down; it stays where it was seen first.
 */
export function flattenPages(pages: LeadPages | undefined): GridRow[] {
  const seen = new Set<string>()
  const rows: GridRow[] = []
  for (const row of pages?.pages.flat() ?? []) {
    if (seen.has(row._id)) continue
    seen.add(row._id)
    rows.push(row)
  }
  return rows
}

/** What became of some rows: newer contents by id, and ids that are gone. */
export interface RowChanges {
  rows: ReadonlyMap<string, LeadRow>
  removed: ReadonlySet<string>
}

function emptied(row: GridRow): GridRow {
  return {
    _id: row._id,
    _rev: row._rev,
    sortKey: row.sortKey,
    removed: true,
    name: null,
    email: null,
    company: null,
    status: null,
    engagement: null,
    subscription: null,
    lastContactAt: null,
    createdAt: null,
    tags: null,
    tagCount: null,
    source: null,
  }
}

/**
 * Writes changes into the loaded rows. Nothing moves: a row keeps its place (and the sort value that
 * the next page's cursor rests on) even when its new contents belong elsewhere. Pages and rows that
 * are not concerned keep their identity.
 */
export function applyChanges(pages: LeadPages, changes: RowChanges): LeadPages {
  let touched = false
  const next = pages.pages.map((page) => {
    if (!page.some((row) => changes.rows.has(row._id) || changes.removed.has(row._id))) return page
    touched = true
    return page.map((row): GridRow => {
      if (changes.removed.has(row._id)) return row.removed ? row : emptied(row)
      const newer = changes.rows.get(row._id)
      return newer ? {...newer, sortKey: row.sortKey} : row
    })
  })
  return touched ? {...pages, pages: next} : pages
}
