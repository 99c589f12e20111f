import {useEffect, useState} from 'react'
import {useGrantsStore} from 'sanity'

/** Whether a person may do something, as far as the Studio knows. */
export type GrantState = 'unknown' | 'granted' | 'denied'

/**
 * Whether the current user may update or create a document. Advisory: it disables controls that
 * would fail; what counts is the store's own check. The grants are read once for the whole Studio.
 *
 * @param permission - what is to be done
 * @param id - the document's id, which is what the grants of a site rest on
 * @param type - its type
 */
export function useDocumentGrant(
  permission: 'create' | 'update',
  id: string,
  type: string,
): GrantState {
  const grants = useGrantsStore()
  const [known, setKnown] = useState<{id: string; state: GrantState}>({id, state: 'unknown'})
  useEffect(() => {
    const subscription = grants
      .checkDocumentPermission(permission, {_id: id, _type: type})
      .subscribe({
        next: (result) => setKnown({id, state: result.granted ? 'granted' : 'denied'}),
        // Unknown grants are treated like granted ones: the store decides when it comes to it.
        error: () => setKnown({id, state: 'unknown'}),
      })
    return () => subscription.unsubscribe()
  }, [grants, permission, id, type])
  return known.id === id ? known.state : 'unknown'
}
