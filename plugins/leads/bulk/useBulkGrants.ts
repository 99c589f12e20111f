import {useEffect, useState} from 'react'
import {useCurrentUser, useGrantsStore, type SanityDocumentLike} from 'sanity'
import {bulkId} from '../../../core/changes/bulk/bulkJob.ts'
import {tenantDocumentId} from '../../../core/tenancy/documentId.ts'
import {grantSample} from '../../ui/useDocumentGrant.ts'

/** What the user may do, as far as the Studio knows; the store decides. */
export interface BulkGrants {
  mayChange: boolean
  mayDelete: boolean
  mayExport: boolean
}

const ANY = '00000000000000000000000000'

/**
 * Whether the current user may create bulk changes, deletions and exports on a site. Until the Studio
 * knows, it assumes that changing is allowed and the others are not.
 */
export function useBulkGrants(site: string): BulkGrants {
  const grants = useGrantsStore()
  const userId = useCurrentUser()?.id ?? ''
  const [known, setKnown] = useState<BulkGrants>({
    mayChange: true,
    mayDelete: false,
    mayExport: false,
  })
  useEffect(() => {
    const sample = (id: string) => grantSample(id, userId)
    const samples = {
      mayChange: sample(bulkId(site, ANY, {kind: 'addTag', tag: ''})),
      mayDelete: sample(bulkId(site, ANY, {kind: 'delete'})),
      mayExport: sample(tenantDocumentId(site, 'export', ANY)),
    }
    const check = (name: keyof BulkGrants, document: SanityDocumentLike) =>
      grants.checkDocumentPermission('create', document).subscribe({
        next: ({granted}) => setKnown((before) => ({...before, [name]: granted})),
        // If the check fails, the store still refuses.
        error: () => setKnown((before) => ({...before, [name]: true})),
      })
    const checks = [
      check('mayChange', samples.mayChange),
      check('mayDelete', samples.mayDelete),
      check('mayExport', samples.mayExport),
    ]
    return () => {
      for (const subscription of checks) subscription.unsubscribe()
    }
  }, [grants, site, userId])
  return known
}
