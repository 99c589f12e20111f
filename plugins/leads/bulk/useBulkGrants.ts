import {useEffect, useState} from 'react'
import {useCurrentUser, useGrantsStore} from 'sanity'
import {bulkId} from '../../../core/changes/bulk/bulkIds.ts'

/** What a person may do to many leads, as far as the Studio knows; the store decides. */
export interface BulkGrants {
  mayChange: boolean
  mayDelete: boolean
}

const ANY = '00000000000000000000000000'

/** Whether the current user may give out bulk changes, and those that delete, on a site. */
export function useBulkGrants(site: string): BulkGrants {
  const grants = useGrantsStore()
  const userId = useCurrentUser()?.id ?? ''
  const [known, setKnown] = useState<BulkGrants>({mayChange: true, mayDelete: false})
  useEffect(() => {
    const check = (kind: 'addTag' | 'delete', apply: (granted: boolean) => void) => {
      const action = kind === 'delete' ? ({kind} as const) : ({kind, tag: ''} as const)
      const document = {_id: bulkId(site, ANY, action), _type: 'bulkChange', createdBy: userId}
      return grants.checkDocumentPermission('create', document).subscribe({
        next: ({granted}) => apply(granted),
        // Unknown grants are treated like granted ones.
        error: () => apply(true),
      })
    }
    const change = check('addTag', (mayChange) => setKnown((before) => ({...before, mayChange})))
    const remove = check('delete', (mayDelete) => setKnown((before) => ({...before, mayDelete})))
    return () => {
      change.unsubscribe()
      remove.unsubscribe()
    }
  }, [grants, site, userId])
  return known
}
