import {useEffect, useState} from 'react'
import {useCurrentUser, useGrantsStore} from 'sanity'
import {parseTenantDocumentId} from '../../core/tenancy/documentId.ts'
import {KINDS} from '../../core/tenancy/kinds.ts'

/** Whether a person may do something, as far as the Studio knows. */
export type GrantState = 'unknown' | 'granted' | 'denied'

/** A document of the current user that is what its id says: what a grant to write asks for. */
export function grantSample(id: string, userId: string) {
  const parsed = parseTenantDocumentId(id)
  return {
    _id: id,
    _type: parsed ? KINDS[parsed.kind].type : '',
    site: parsed?.site ?? '',
    createdBy: userId,
  }
}

/**
 * Whether the current user may update or create a document of their own. Advisory: it disables
 * controls that would fail; what counts is the store's own check. The grants are read once for the
 * whole Studio.
 *
 * @param permission - what is to be done
 * @param id - the document's id, or one of the same site and kind
 */
export function useDocumentGrant(permission: 'create' | 'update', id: string): GrantState {
  const grants = useGrantsStore()
  const userId = useCurrentUser()?.id ?? ''
  const [known, setKnown] = useState<{id: string; state: GrantState}>({id, state: 'unknown'})
  useEffect(() => {
    const subscription = grants
      .checkDocumentPermission(permission, grantSample(id, userId))
      .subscribe({
        next: (result) => setKnown({id, state: result.granted ? 'granted' : 'denied'}),
        // Unknown grants are treated like granted ones: the store decides when it comes to it.
        error: () => setKnown({id, state: 'unknown'}),
      })
    return () => subscription.unsubscribe()
  }, [grants, permission, id, userId])
  return known.id === id ? known.state : 'unknown'
}
