import type {SanityClient} from '@sanity/client'
import {useMemo} from 'react'
import type {BulkReport} from './bulkReport.ts'
import {removeLead, restoreFrom, restoreLeadById} from './removeLead.ts'
import {useBulkSetting} from './useBulkSetting.ts'

interface LeadRemoval {
  remove: (id: string) => Promise<BulkReport>
  restore: (id: string) => Promise<BulkReport>
  /** Restores some of the leads that a bulk change deleted. */
  restoreFrom: (jobId: string, ids: readonly string[]) => Promise<BulkReport>
}

/** Deletes and restores single leads for the current user, each as a bulk change of one lead. */
export function useLeadRemoval(client: SanityClient): LeadRemoval {
  const setting = useBulkSetting(client)
  return useMemo(
    () => ({
      remove: (id) => removeLead(setting, id),
      restore: (id) => restoreLeadById(setting, id),
      restoreFrom: (jobId, ids) => restoreFrom(setting, jobId, ids),
    }),
    [setting],
  )
}
