import type {SanityClient} from '@sanity/client'
import {useMemo} from 'react'
import {useCurrentUser} from 'sanity'
import {ulid} from 'ulid'
import {useSiteContext} from '../../ui/siteContext.tsx'
import type {BulkReport} from './bulkReport.ts'
import {removeLead, restoreFrom, restoreLeadById} from './removeLead.ts'
import type {BulkSetting} from './startBulk.ts'

/** Deleting and restoring leads, one at a time. Each is a bulk change of one. */
interface LeadRemoval {
  remove: (id: string) => Promise<BulkReport>
  /** Restores a deleted lead. */
  restore: (id: string) => Promise<BulkReport>
  /** Restores some of the leads that a bulk change deleted. */
  restoreFrom: (jobId: string, ids: readonly string[]) => Promise<BulkReport>
}

/** Deletes and restores leads for the signed-in user. */
export function useLeadRemoval(client: SanityClient): LeadRemoval {
  const {document: site} = useSiteContext()
  const user = useCurrentUser()
  return useMemo(() => {
    const setting: BulkSetting = {
      client,
      site,
      user: {id: user?.id ?? '', name: user?.name ?? ''},
      newUlid: ulid,
      now: () => new Date().toISOString(),
    }
    return {
      remove: (id) => removeLead(setting, id),
      restore: (id) => restoreLeadById(setting, id),
      restoreFrom: (jobId, ids) => restoreFrom(setting, jobId, ids),
    }
  }, [client, site, user])
}
