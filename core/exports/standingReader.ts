import {parseIdOfKind} from '../tenancy/documentId.ts'
import {standingRangeQuery, standingsQuery, type ExportQuery} from './exportQueries.ts'
import {parseStandings, standingIds, type ExportRow, type StandingDocument} from './exportRows.ts'
import type {ExportColumn} from './exportColumns.ts'

/** The ids of a page: after `after`, up to and with `to`; `null` for what is left. */
export interface PageRange {
  after: string
  to: string | null
}

/** What {@link standingReader} needs to know of a file. */
interface StandingScope {
  site: string
  columns: readonly ExportColumn[]
  /** Leads per page. */
  pageSize: number
}

/**
 * Reads what says whether the people of a page are subscribed.
 *
 * Those documents have the keys of the leads, so one range of ids has them all, and needs no list of ids. Where
 * such a range has many documents of others, ids are named from then on.
 *
 * @param fetch - throws what reading throws
 */
export function standingReader(
  {site, columns, pageSize}: StandingScope,
  fetch: (query: ExportQuery) => Promise<unknown>,
): (rows: readonly ExportRow[], range: PageRange) => Promise<StandingDocument[]> {
  const most = 2 * pageSize
  let areFew = true
  return async (rows, {after, to}) => {
    if (rows.length === 0) return []
    const range = areFew && to !== null ? {after: keyOf(site, after), to: keyOf(site, to)} : null
    if (range && range.after !== null && range.to !== null) {
      const {after: first, to: last} = range
      const answer = await fetch(standingRangeQuery({site, columns, after: first, to: last, most}))
      const lists = listsOf(answer)
      if (lists.every((list) => list.length < most)) return lists.flatMap(parseStandings)
      areFew = false
    }
    const params = {site, ids: standingIds(site, rows)}
    return parseStandings(await fetch({query: standingsQuery(columns), params}))
  }
}

/** The key of a lead's id, empty for the beginning; `null` for the id of anything else. */
function keyOf(site: string, id: string): string | null {
  if (id === '') return ''
  const parsed = parseIdOfKind(id, 'lead')
  return parsed?.site === site ? parsed.key : null
}

function listsOf(answer: unknown): unknown[][] {
  const lists = typeof answer === 'object' && answer !== null ? Object.values(answer) : []
  return lists.filter((list: unknown) => Array.isArray(list))
}
