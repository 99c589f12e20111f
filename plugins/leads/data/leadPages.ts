import type {InfiniteData} from '@tanstack/react-query'
import type {ChangedRow, LeadRow} from './leadRow.ts'
import type {PagePlace, RowPlace} from './pagePlace.ts'
import {PAGE_SIZE} from './pageQueries.ts'

/** Why a row does not stand where, or at all, it would after a refresh. */
export type Misplaced = 'filter' | 'sort'

/** A row as the grid holds it. */
export interface GridRow extends LeadRow {
  /** The lead was deleted since; the row keeps its place, without its contents, until a refresh. */
  removed?: true
  /** The lead changed since, so that the view does not have it, or has it elsewhere. */
  misplaced?: Misplaced
}

/** What is asked for to get a page. */
export interface PageParam {
  place: PagePlace
  /**
   * Number of the page's first row; of the row behind its last one where the page is read
   * backwards. Only differences between numbers mean something, unless counting began at the start.
   */
  edge: number
}

/** One page, in the grid's order. */
export interface LeadPage {
  rows: GridRow[]
  /** Number of its first row, see {@link PageParam}. */
  first: number
}

/** The pages in memory, which follow upon each other. */
export type LeadPages = InfiniteData<LeadPage, PageParam>

/** Most pages that stay in memory; beyond, those at the far end go and are read again when needed. */
export const MAX_PAGES = 40

/** Number of the first row where it is not known how many come before. */
const SOMEWHERE = 100_000_000

/** What the first request of a view asks for. */
export function firstParam(place: PagePlace): PageParam {
  return {place, edge: place.kind === 'start' ? 0 : SOMEWHERE}
}

/** Where a row stands in the order that it was read in. */
export function placeOf(row: LeadRow): RowPlace {
  return {values: row.sortValues, id: row._id}
}

function isBackwards({place}: PageParam): boolean {
  return place.kind === 'before' || place.kind === 'end'
}

/** Makes a page of rows as they came, which is against the grid's order where it was read so. */
export function pageOf(answer: readonly LeadRow[], param: PageParam): LeadPage {
  const backwards = isBackwards(param)
  return {
    rows: backwards ? answer.toReversed() : [...answer],
    first: backwards ? param.edge - answer.length : param.edge,
  }
}

/** What to ask for to go on behind a page; `null` when there is nothing. */
export function nextParam(page: LeadPage, param: PageParam): PageParam | null {
  const last = page.rows.at(-1)
  if (!last || param.place.kind === 'end') return null
  if (!isBackwards(param) && page.rows.length < PAGE_SIZE) return null
  return {place: {kind: 'after', row: placeOf(last)}, edge: page.first + page.rows.length}
}

/** What to ask for to go on before a page; `null` when there is nothing. */
export function previousParam(page: LeadPage, param: PageParam): PageParam | null {
  const [first] = page.rows
  if (!first || param.place.kind === 'start') return null
  if (isBackwards(param) && page.rows.length < PAGE_SIZE) return null
  return {place: {kind: 'before', row: placeOf(first)}, edge: page.first}
}

/** Rows in order, each lead once. */
interface FlatPages {
  rows: GridRow[]
  /** Number of the first one. */
  first: number
}

/**
 * The rows of all pages in order, each lead once. A lead whose sort value changed between two
 * requests can be met again further down; it stays where it was seen first.
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

/** What became of some rows: newer contents by id, and ids that are gone. */
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
 * Writes changes into the loaded rows. Nothing moves: a row keeps its place (and the sort values that
 * the next page's cursor rests on) even when its new contents belong elsewhere. Pages and rows that
 * are not concerned keep their identity.
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
