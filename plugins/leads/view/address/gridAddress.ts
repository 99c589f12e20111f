import {QUICK_FILTERS, type QuickFilter} from '../../../../core/audience/leadSelection.ts'
import {
  formatLayout,
  parseDensity,
  parseLayout,
  type ColumnLayout,
  type Density,
} from '../../columns/layout.ts'
import {DEFAULT_SORT, formatSort, parseSort, type Sort} from '../../data/sortKeys.ts'

/** What the address says of the grid. */
export interface GridAddress {
  sort: Sort
  quick: QuickFilter
  /** Id of the segment that is shown. */
  segmentId: string | null
  /**
   * Stands for what is searched and filtered for. People search by name and e-mail, and those do not
   * belong into addresses and histories: what it stands for is kept with the user.
   */
  filterId: string | null
  /** Id of the saved view that is shown. */
  savedId: string | null
  /** `null` for the columns that the user had last. */
  layout: ColumnLayout | null
  /** `null` for the density that the user had last. */
  density: Density | null
}

/** The address of the grid as it is opened at first. */
export const PLAIN_ADDRESS: GridAddress = {
  sort: DEFAULT_SORT,
  quick: 'all',
  segmentId: null,
  filterId: null,
  savedId: null,
  layout: null,
  density: null,
}

/** An opaque id: what it stands for is found by it, and cannot be guessed from it. */
export const FILTER_ID = /^[a-z2-7]{16}$/u

/** Ids of documents that an address may name; what they are is checked where they are read. */
const DOCUMENT_ID = /^[a-z0-9-]+\.[a-z]+\.[\w-]+$/iu

function matching(text: string | undefined, pattern: RegExp): string | null {
  return text !== undefined && pattern.test(text) ? text : null
}

/** Reads the search parameters of an address. Whatever is not understood is left out. */
export function parseAddress(params: readonly (readonly [string, string])[]): GridAddress {
  const texts = new Map(params)
  const density = texts.get('density')
  const columns = texts.get('columns')
  return {
    sort: parseSort(texts.get('sort')),
    quick: QUICK_FILTERS.find((known) => known === texts.get('quick')) ?? 'all',
    segmentId: matching(texts.get('segment'), DOCUMENT_ID),
    filterId: matching(texts.get('v'), FILTER_ID),
    savedId: matching(texts.get('saved'), DOCUMENT_ID),
    layout: columns === undefined ? null : parseLayout(columns),
    density: density === undefined ? null : parseDensity(density),
  }
}

/** The inverse of {@link parseAddress}; what is as usual is left out. */
export function formatAddress(address: GridAddress): [string, string][] {
  const {sort, quick, segmentId, filterId, savedId, layout, density} = address
  const sortText = formatSort(sort)
  const params: [string, string | null][] = [
    ['quick', quick === 'all' ? null : quick],
    ['segment', segmentId],
    ['v', filterId],
    ['sort', sortText === formatSort(DEFAULT_SORT) ? null : sortText],
    ['saved', savedId],
    ['columns', layout && formatLayout(layout)],
    ['density', density],
  ]
  return params.flatMap(([name, text]): [string, string][] => (text === null ? [] : [[name, text]]))
}
