import {suppressionReason} from '../consent/suppressionRules.ts'
import type {SuppressionReason, SuppressionRecord} from '../documents/people.ts'
import {tenantDocumentId} from '../tenancy/documentId.ts'
import {guardedPatch, type Mutation} from './mutation.ts'

/** A person who is put on the suppression list, or stays on it for a stronger reason. */
export interface SuppressionListing {
  /** Key of the site. */
  site: string
  personKey: string
  /** `null` for a person who was never on the list. */
  suppression: SuppressionRecord | null
  /** ISO 8601, UTC: since when the reason holds. */
  at: string
  /** Whether the person withdrew. */
  isWithdrawal: boolean
}

/** Reasons below which a withdrawal has to be noted by itself, since lifting them leaves it. */
const HIDES_WITHDRAWAL: readonly SuppressionReason[] = ['manual', 'bounced']

/** What is noted of a withdrawal that the reason does not show. */
function withdrawal(
  {at, isWithdrawal}: SuppressionListing,
  suppression: SuppressionRecord,
  reason: SuppressionReason,
): {withdrawnAt?: string} {
  if (suppression.withdrawnAt || !HIDES_WITHDRAWAL.includes(reason)) return {}
  if (suppression.reason === 'unsubscribed') return {withdrawnAt: suppression.since ?? at}
  return isWithdrawal ? {withdrawnAt: at} : {}
}

/** The mutations that put a person on the suppression list; none for one who is on it for that reason. */
export function listSuppression(
  listing: SuppressionListing,
  reason: SuppressionReason,
): Mutation[] {
  const {site, personKey, suppression, at} = listing
  if (!suppression) {
    const _id = tenantDocumentId(site, 'suppression', personKey)
    return [{create: {_id, _type: 'suppression', site, reason, since: at}}]
  }
  if (suppressionReason(suppression) === null) {
    const unset = ['liftedAt', 'withdrawnAt']
    return [guardedPatch(suppression, {set: {reason, since: at}, unset})]
  }
  const set = {
    ...(suppression.reason === reason ? {} : {reason}),
    ...withdrawal(listing, suppression, reason),
  }
  return Object.keys(set).length === 0 ? [] : [guardedPatch(suppression, {set})]
}
