import type {SanityClient} from '@sanity/client'
import {useToast} from '@sanity/ui/toast'
import {useState} from 'react'
import {useTranslation} from 'sanity'
import type {ConsentAction} from '../../../core/consent/subscriptionState.ts'
import {reasonAfterLifting} from '../../../core/consent/suppressionRules.ts'
import {useErrorReason} from '../../ui/useProblemText.ts'
import {useChange} from '../../ui/useChange.ts'
import {leadsLocaleNamespace} from '../locale/leadsLocale.ts'
import type {LeadDetail} from '../data/useLead.ts'
import {commitConsent, useLeadWriter, type ConsentRequest} from './commitLeadChanges.ts'

type Standing = Pick<LeadDetail, 'subscriber' | 'suppression'>

/** What an administrator can do about a person's mail, and how the person stands meanwhile. */
export interface ConsentChange {
  /** As the lead has it, or as it will be once what was decided is written. */
  standing: Standing
  isSaving: boolean
  /** Says whether it was written. */
  decide: (action: ConsentAction, reason: string) => Promise<boolean>
}

/** How a person stands once a decision is written, as far as the panel shows it. */
export function standingAfter(before: Standing, action: ConsentAction, now: string): Standing {
  const subscriber = before.subscriber && {...before.subscriber, status: 'unsubscribed' as const}
  const none = {withdrawnAt: null, liftedAt: null}
  const listed = {since: now, ...none}
  if (action === 'unsubscribe') {
    return {subscriber, suppression: {reason: 'unsubscribed', ...listed}}
  }
  if (action === 'suppress') return {subscriber, suppression: {reason: 'manual', ...listed}}
  const left = before.suppression && reasonAfterLifting(before.suppression)
  return {
    subscriber,
    suppression: left ? {reason: left, ...listed} : null,
  }
}

/**
 * Decides about a person's mail for the administrator who is signed in. What was decided shows at once,
 * and is taken back with the reason when it could not be committed.
 *
 * @param onRefresh - reads the lead again after something was written
 */
export function useConsentChange(
  client: SanityClient,
  lead: LeadDetail,
  onRefresh: (id: string) => Promise<void>,
): ConsentChange {
  const errorReason = useErrorReason()
  const {t} = useTranslation(leadsLocaleNamespace)
  const toast = useToast()
  const writer = useLeadWriter(client)
  const [pending, setPending] = useState<Standing | null>(null)
  const {change, isChanging} = useChange({
    commit: (request: ConsentRequest) => commitConsent(writer, request),
    show({action}) {
      setPending(standingAfter(lead, action, new Date().toISOString()))
      return () => setPending(null)
    },
    refresh: ({leadId}) => onRefresh(leadId),
  })
  const decide = async (action: ConsentAction, reason: string) => {
    try {
      await change({leadId: lead._id, action, reason})
      toast.push({status: 'success', title: t(`consent-change.${action}.done`)})
      return true
    } catch (error) {
      toast.push({
        closable: true,
        description: errorReason(error).reason,
        duration: 8000,
        status: 'error',
        title: t(`consent-change.${action}.failed`),
      })
      return false
    }
  }
  return {standing: pending ?? lead, isSaving: isChanging, decide}
}
