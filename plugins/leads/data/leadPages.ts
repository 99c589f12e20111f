import type {InfiniteData} from '@tanstack/react-query'
import type {ChangedRow, LeadRow} from './leadRow.ts'
import type {PagePlace, RowPlace} from './pagePlace.ts'
import {PAGE_SIZE} from './pageQueries.ts'

/** Why a refresh would remove (`filter`) or move (`sort`) a row. */
export type Misplaced = 'filter' | 'sort'

/** A row of the grid. */
export interface GridRow extends LeadRow {
  /** The lead was deleted; the row stays empty in its place until a refresh. */
  removed?: true
  misplaced?: Misplaced
}

/** The request for a page. */
export interface PageParam {
  place: PagePlace
  /**
   * Number of the page's first row; for a page that is read backwards, of the row after its last.
   * Numbers are relative unless the first page was read from the start.
   */
  edge: number
}

/** One page, in the grid's order. */
export interface LeadPage {
  rows: GridRow[]
  /** Number of its first row, see {@link PageParam}. */
  first: number
}

/** The consecutive pages in memory. */
export type LeadPages = InfiniteData<LeadPage, PageParam>

/** Most pages in memory. More drop those at the far end, which are read again when needed. */
export const MAX_PAGES = 40

/** Number of the first row if the number of rows before it is unknown. */
const UNKNOWN_START = 100_000_000

/** The first request of a view. */
export function firstParam(place: PagePlace): PageParam {
  return {place, edge: place.kind === 'start' ? 0 : UNKNOWN_START}
}

/** The place of a row in the order in which it was read. */
export function placeOf(row: LeadRow): RowPlace {
  return {values: row.sortValues, id: row._id}
}

function isBackwards({place}: PageParam): boolean {
  return place.kind === 'before' || place.kind === 'end'
}

/** Makes a page in the grid's order; a page that was read backwards is reversed. */
export function pageOf(answer: readonly LeadRow[], param: PageParam): LeadPage {
  const backwards = isBackwards(param)
  return {
    rows: backwards ? answer.toReversed() : [...answer],
    first: backwards ? param.edge - answer.length : param.edge,
  }
}

/** The request for the page after this one; `null` at the end. */
export function nextParam(page: LeadPage, param: PageParam): PageParam | null {
  const last = page.rows.at(-1)
  if (!last || param.place.kind === 'end') return null
  if (!isBackwards(param) && page.rows.length < PAGE_SIZE) return null
  return {place: {kind: 'after', row: placeOf(last)}, edge: page.first + page.rows.length}
}

/** The request for the page before this one; `null` at the start. */
export function previousParam(page: LeadPage, param: PageParam): PageParam | null {
  const [first] = page.rows
  if (!first || param.place.kind === 'start') return null
  if (isBackwards(param) && page.rows.length < PAGE_SIZE) return null
  return {place: {kind: 'before', row: placeOf(first)}, edge: page.first}
}

interface FlatPages {
  rows: GridRow[]
  /** Number of the first row. */
  first: number
}

/**
 * The rows of all pages in order. A lead whose sort value changed between two requests may be in two
 * pages; the first one counts.
 */
export function flattenPages(pages: LeadPages | undefined): FlatPages {
  const seen = new Set<string>()
  const rows: GridRow[] = []
  for (const row of pages?.pages.flatMap((page) => page.rows) ?? []) {
    if (seen.has(row._id)) continue
    seen.add(row._id)
    rows.push(row)
  }
  return {rows, first: pages?.pages[0]?.first ?? 0}
}

/** Newer contents of rows by id, and ids of deleted leads. */
export interface RowChanges {
  rows: ReadonlyMap<string, ChangedRow>
  removed: ReadonlySet<string>
}

const EMPTY: Omit<LeadRow, '_id' | '_rev' | 'sortValues'> = {}

function emptied({_id, _rev, sortValues}: GridRow): GridRow {
  return {...EMPTY, _id, _rev, sortValues, removed: true}
}

function misplacedOf(row: GridRow, newer: ChangedRow): Misplaced | undefined {
  if (newer.matches === false || newer.matches === null) return 'filter'
  const same = newer.sortValues.every((value, index) => value === row.sortValues[index])
  return same ? undefined : 'sort'
}

function changed(row: GridRow, newer: ChangedRow): GridRow {
  const {matches: _matches, isNew: _isNew, ...fields} = newer
  const misplaced = misplacedOf(row, newer)
  return {...fields, sortValues: row.sortValues, ...(misplaced ? {misplaced} : {})}
}

/**
 * Applies changes to the loaded rows. No row moves: it keeps its place, and its sort values, from
 * which the next page's cursor is made. Unchanged pages and rows keep their identity.
 */
export function applyChanges(pages: LeadPages, changes: RowChanges): LeadPages {
  let touched = false
  const next = pages.pages.map((page) => {
    const concerned = page.rows.some(({_id}) => changes.rows.has(_id) || changes.removed.has(_id))
    if (!concerned) return page
    touched = true
    const rows = page.rows.map((row): GridRow => {
      if (changes.removed.has(row._id)) return row.removed ? row : emptied(row)
      const newer = changes.rows.get(row._id)
      return newer ? changed(row, newer) : row
    })
    return {...page, rows}
  })
  return touched ? {...pages, pages: next} : pages
}
