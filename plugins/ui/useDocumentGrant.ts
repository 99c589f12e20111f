import {useEffect, useMemo, useState} from 'react'
import {useCurrentUser, useGrantsStore, type SanityDocumentLike} from 'sanity'
import {parseTenantDocumentId} from '../../core/tenancy/documentId.ts'
import {KINDS} from '../../core/tenancy/kinds.ts'

/** Whether a user may do something, as far as the Studio knows. */
export type GrantState = 'unknown' | 'granted' | 'denied'

/** A document as the grants of its kind require it. */
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
 * controls that would fail; the store decides. The grants are read once for the
 * whole Studio.
 *
 * @param permission - what is to be done
 * @param id - the document's id, or one of the same site and kind
 */
export function useDocumentGrant(permission: 'create' | 'update', id: string): GrantState {
  const userId = useCurrentUser()?.id ?? ''
  const sample = useMemo(() => grantSample(id, userId), [id, userId])
  return useStoredGrant(permission, sample)
}

/** The same for a document as it is stored. `unknown` while there is none. */
export function useStoredGrant(
  permission: 'create' | 'update',
  document: SanityDocumentLike | null,
): GrantState {
  const grants = useGrantsStore()
  const [known, setKnown] = useState<{of: object | null; state: GrantState}>({
    of: null,
    state: 'unknown',
  })
  useEffect(() => {
    if (!document) return undefined
    const subscription = grants.checkDocumentPermission(permission, document).subscribe({
      next: ({granted}) => setKnown({of: document, state: granted ? 'granted' : 'denied'}),
      // Unknown grants are treated like granted ones, since the store decides.
      error: () => setKnown({of: document, state: 'unknown'}),
    })
    return () => subscription.unsubscribe()
  }, [grants, permission, document])
  return known.of === document ? known.state : 'unknown'
}
