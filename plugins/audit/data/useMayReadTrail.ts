import {useEffect, useState} from 'react'
import {useGrantsStore} from 'sanity'
import {auditEventId} from '../../../core/audit/appendEvents.ts'
import {NETWORK_CHAIN} from '../../../core/audit/auditedDocuments.ts'

/** Whether somebody may read a chain: `asked` until it is known, `unknown` where it can't be. */
export type TrailGrant = 'asked' | 'granted' | 'denied' | 'unknown'

/**
 * Whether the current user may read a chain. A store answers whoever may not with no events rather
 * than with a refusal, so that only the grants tell the one from the other.
 */
export function useMayReadTrail(chain: string): TrailGrant {
  const grants = useGrantsStore()
  const [known, setKnown] = useState<{chain: string; state: TrailGrant}>({chain, state: 'asked'})
  useEffect(() => {
    const site = chain === NETWORK_CHAIN ? null : chain
    const sample = {_id: auditEventId(site, 1), _type: 'auditEvent', ...(site ? {site} : {})}
    const subscription = grants.checkDocumentPermission('read', sample).subscribe({
      next: ({granted}) => setKnown({chain, state: granted ? 'granted' : 'denied'}),
      // What is not known is left to the store.
      error: () => setKnown({chain, state: 'unknown'}),
    })
    return () => subscription.unsubscribe()
  }, [chain, grants])
  return known.chain === chain ? known.state : 'asked'
}
