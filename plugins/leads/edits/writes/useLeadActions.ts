import type {SanityClient} from '@sanity/client'
import {useMemo} from 'react'
import {useCellWriter} from '../cells/useCellWriter.ts'
import type {CellWriter} from '../cells/writeCell.ts'
import {writeField, type FieldOutcome, type FieldRequest} from './writeField.ts'
import {writeStatus, type StatusOutcome, type StatusRequest} from './writeStatus.ts'

/** What an action fills in by itself: who does it and when, at which site. */
type Meta = Exclude<keyof CellWriter, 'store'>

/** Changes of a single lead. `core/changes` decides each; each leaves a timeline entry. */
export interface LeadActions {
  setStatus: (request: Omit<StatusRequest, Meta>) => Promise<StatusOutcome>
  setField: (request: Omit<FieldRequest, Meta>) => Promise<FieldOutcome>
}

/** The changes of single leads, for the signed-in user. All tools and forms use these. */
export function useLeadActions(client: SanityClient): LeadActions {
  const writer = useCellWriter(client)
  return useMemo(
    () => ({
      setStatus(request) {
        const {store, ...meta} = writer()
        return writeStatus(store, {...meta, ...request})
      },
      setField(request) {
        const {store, ...meta} = writer()
        return writeField(store, {...meta, ...request})
      },
    }),
    [writer],
  )
}
