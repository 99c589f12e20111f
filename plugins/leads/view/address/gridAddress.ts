import {QUICK_FILTERS, type QuickFilter} from '../../../../core/audience/leadSelection.ts'
import {
  formatLayout,
  parseDensity,
  parseLayout,
  type ColumnLayout,
  type Density,
} from '../../columns/layout.ts'
import {DEFAULT_SORT, formatSort, parseSort, type Sort} from '../../data/sortKeys.ts'

/** The state of the grid in the URL. */
export interface GridAddress {
  sort: Sort
  quick: QuickFilter
  segmentId: string | null
  /** The list that a link shows the leads of, as if the filter said so; `null` once there is a filter. */
  listId: string | null
  /**
   * Refers to the search and filter, which may contain names and e-mails and therefore are not in the
   * URL: they are stored with the user.
   */
  filterId: string | null
  /** Id of the saved view. */
  savedId: string | null
  /** `null` for the user's last columns. */
  layout: ColumnLayout | null
  /** `null` for the user's last density. */
  density: Density | null
}

/** A random id. */
export const FILTER_ID = /^[a-z2-7]{16}$/u

/** Form of a document id; its readers check what it is. */
const DOCUMENT_ID = /^[a-z0-9-]+\.[a-z]+\.[\w-]+$/iu

function matching(text: string | undefined, pattern: RegExp): string | null {
  return text !== undefined && pattern.test(text) ? text : null
}

/** Parses the search parameters of a URL. Ignores invalid ones. */
export function parseAddress(params: readonly (readonly [string, string])[]): GridAddress {
  const texts = new Map(params)
  const density = texts.get('density')
  const columns = texts.get('columns')
  return {
    sort: parseSort(texts.get('sort')),
    quick: QUICK_FILTERS.find((known) => known === texts.get('quick')) ?? 'all',
    segmentId: matching(texts.get('segment'), DOCUMENT_ID),
    listId: texts.has('v') ? null : matching(texts.get('list'), DOCUMENT_ID),
    filterId: matching(texts.get('v'), FILTER_ID),
    savedId: matching(texts.get('saved'), DOCUMENT_ID),
    layout: columns === undefined ? null : parseLayout(columns),
    density: density === undefined ? null : parseDensity(density),
  }
}

/** The inverse of {@link parseAddress}; leaves out defaults. */
export function formatAddress(address: GridAddress): [string, string][] {
  const {sort, quick, segmentId, listId, filterId, savedId, layout, density} = address
  const sortText = formatSort(sort)
  const params: [string, string | null][] = [
    ['quick', quick === 'all' ? null : quick],
    ['segment', segmentId],
    ['list', listId],
    ['v', filterId],
    ['sort', sortText === formatSort(DEFAULT_SORT) ? null : sortText],
    ['saved', savedId],
    ['columns', layout && formatLayout(layout)],
    ['density', density],
  ]
  return params.flatMap(([name, text]): [string, string][] => (text === null ? [] : [[name, text]]))
}
