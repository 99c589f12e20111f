import {useEffect, useMemo, useState} from 'react'
import {useGrantsStore} from 'sanity'
import {ruleId} from '../../../core/shopify/ruleChange.ts'
import type {RuleDocument} from '../../../core/shopify/ruleSettings.ts'
import type {GrantState} from '../../ui/useDocumentGrant.ts'

/**
 * Whether the current user may change the rule of a site, as it is. Advisory: what counts is the store's
 * own check.
 */
export function useRuleGrant(site: string, rule: RuleDocument | null): GrantState {
  const grants = useGrantsStore()
  const [known, setKnown] = useState<{rule: RuleDocument | null; state: GrantState}>({
    rule,
    state: 'unknown',
  })
  const document = useMemo(
    () => ({...rule, _id: ruleId(site), _type: 'customerSyncRule', site}),
    [rule, site],
  )
  useEffect(() => {
    const subscription = grants
      .checkDocumentPermission(rule ? 'update' : 'create', document)
      .subscribe({
        next: ({granted}) => setKnown({rule, state: granted ? 'granted' : 'denied'}),
        error: () => setKnown({rule, state: 'unknown'}),
      })
    return () => subscription.unsubscribe()
  }, [document, grants, rule])
  return known.state
}
