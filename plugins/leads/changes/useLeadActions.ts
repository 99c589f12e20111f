import type {SanityClient} from '@sanity/client'
import {useMemo} from 'react'
import {useCurrentUser} from 'sanity'
import {ulid} from 'ulid'
import type {BulkReport} from '../bulk/bulkReport.ts'
import type {BulkSetting} from '../bulk/startBulk.ts'
import {useCellWriter} from '../edit/useCellWriter.ts'
import type {CellWriter} from '../edit/writeCell.ts'
import {useSiteContext} from '../../ui/siteContext.tsx'
import {removeLead, restoreFrom, restoreLeadById} from './removeLead.ts'
import {writeField, type FieldOutcome, type FieldRequest} from './writeField.ts'
import {writeStatus, type StatusOutcome, type StatusRequest} from './writeStatus.ts'

/** What an action fills in by itself: who does it and when, at which site. */
type Meta = Exclude<keyof CellWriter, 'store'>

/** What can be done to a single lead. Each is decided by `core/changes` and leaves a timeline entry. */
export interface LeadActions {
  setStatus: (request: Omit<StatusRequest, Meta>) => Promise<StatusOutcome>
  setField: (request: Omit<FieldRequest, Meta>) => Promise<FieldOutcome>
  remove: (id: string) => Promise<BulkReport>
  /** Restores a deleted lead. */
  restore: (id: string) => Promise<BulkReport>
  /** Restores some of the leads that a bulk change deleted. */
  restoreFrom: (jobId: string, ids: readonly string[]) => Promise<BulkReport>
}

/** The actions on single leads, for the person who is signed in. All tools and forms use these. */
export function useLeadActions(client: SanityClient): LeadActions {
  const {document: site} = useSiteContext()
  const user = useCurrentUser()
  const writer = useCellWriter(client)
  return useMemo(() => {
    const setting: BulkSetting = {
      client,
      site,
      user: {id: user?.id ?? '', name: user?.name ?? ''},
      newUlid: ulid,
      now: () => new Date().toISOString(),
    }
    return {
      setStatus(request) {
        const {store, ...meta} = writer()
        return writeStatus(store, {...meta, ...request})
      },
      setField(request) {
        const {store, ...meta} = writer()
        return writeField(store, {...meta, ...request})
      },
      remove: (id) => removeLead(setting, id),
      restore: (id) => restoreLeadById(setting, id),
      restoreFrom: (jobId, ids) => restoreFrom(setting, jobId, ids),
    }
  }, [client, site, user, writer])
}
