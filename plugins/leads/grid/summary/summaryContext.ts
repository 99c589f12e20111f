import type {SanityClient} from '@sanity/client'
import {createContext} from 'react'
import type {GridView} from '../../data/gridView.ts'
import type {SummaryRowState} from '../../view/useSummaryChoices.ts'

/** What the row of summaries needs. */
export interface SummaryContextValue {
  client: SanityClient
  /** `null` while its rows are not shown yet. */
  view: GridView | null
  row: SummaryRowState
}

/** Carries it to the cells; `null` while the row is not shown. */
export const SummaryContext = createContext<SummaryContextValue | null>(null)
