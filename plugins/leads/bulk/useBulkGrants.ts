import {useEffect, useState} from 'react'
import {useCurrentUser, useGrantsStore, type SanityDocumentLike} from 'sanity'
import {bulkId} from '../../../core/changes/bulk/bulkJob.ts'
import {tenantDocumentId} from '../../../core/tenancy/documentId.ts'
import {grantSample} from '../../ui/useDocumentGrant.ts'

/** What a person may do to many leads, as far as the Studio knows; the store decides. */
export interface BulkGrants {
  mayChange: boolean
  mayDelete: boolean
  /** Whether leads may leave the Studio as a file: for those who may create exports. */
  mayExport: boolean
}

const ANY = '00000000000000000000000000'

/**
 * Whether the current user may give out bulk changes, those that delete, and exports, on a site.
 * Changing is taken for granted until the Studio knows; the others are not.
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
    const asked = {
      mayChange: sample(bulkId(site, ANY, {kind: 'addTag', tag: ''})),
      mayDelete: sample(bulkId(site, ANY, {kind: 'delete'})),
      mayExport: sample(tenantDocumentId(site, 'export', ANY)),
    }
    const tell = (name: keyof BulkGrants, document: SanityDocumentLike) =>
      grants.checkDocumentPermission('create', document).subscribe({
        next: ({granted}) => setKnown((before) => ({...before, [name]: granted})),
        // Unknown grants are treated like granted ones.
        error: () => setKnown((before) => ({...before, [name]: true})),
      })
    const checks = [
      tell('mayChange', asked.mayChange),
      tell('mayDelete', asked.mayDelete),
      tell('mayExport', asked.mayExport),
    ]
    return () => {
      for (const check of checks) check.unsubscribe()
    }
  }, [grants, site, userId])
  return known
}
