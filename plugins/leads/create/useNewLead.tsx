import type {SanityClient} from '@sanity/client'
import {useToast} from '@sanity/ui/toast'
import {useState, type ReactNode} from 'react'
import {useCurrentUser, useTranslation} from 'sanity'
import {newLead} from '../../../core/changes/newLead.ts'
import type {FieldProblem} from '../../../core/problems/problem.ts'
import {tenantDocumentId} from '../../../core/tenancy/documentId.ts'
import {localDateOf, siteTimeZone} from '../../../core/time/localDate.ts'
import {problemsOf} from '../../ui/changeStore.ts'
import {useSiteContext} from '../../ui/siteContext.tsx'
import {useChange} from '../../ui/useChange.ts'
import {useDocumentGrant} from '../../ui/useDocumentGrant.ts'
import {OwnersContext, useOwners} from '../edits/fields/ownersContext.ts'
import {leadsLocaleNamespace} from '../locale/leadsLocale.ts'
import {commitNewLead, creationCase, waitForFiling, type LeadCreation} from './commitNewLead.ts'
import {askedLead, emptyDraft, type LeadDraft} from './leadDraft.ts'
import {NewLeadDialog} from './NewLeadDialog.tsx'

/** What {@link useNewLead} needs. */
export interface NewLeadOptions {
  client: SanityClient
  /** Opens a lead in the panel. */
  onOpenLead: (id: string) => void
  /** A lead was added, and has its final id. */
  onAdded: () => void
}

/**
 * Adds leads by hand. The dialog closes as soon as the rules allow the lead; if it could not be
 * written, the dialog opens again with its input.
 */
export function useNewLead(options: NewLeadOptions): {
  /** `null` for people who may not add leads. */
  ask: (() => void) | null
  dialog: ReactNode
} {
  const {client, onOpenLead, onAdded} = options
  const {site, document} = useSiteContext()
  const {t} = useTranslation(leadsLocaleNamespace)
  const toast = useToast()
  const userId = useCurrentUser()?.id ?? ''
  const owners = useOwners(site)
  const mayAdd = useDocumentGrant('create', tenantDocumentId(site, 'lead', '-')) !== 'denied'
  const [isOpen, setOpen] = useState(false)
  const [draft, setDraft] = useState<LeadDraft | null>(null)
  const [problems, setProblems] = useState<readonly FieldProblem[]>([])
  const members = owners ? new Set(owners.map((owner) => owner.id)) : undefined
  const creation: LeadCreation = {client, site: document, userId, members}
  const {change} = useChange({
    commit: (asked: LeadDraft) => commitNewLead(creation, askedLead(asked)),
  })

  const ask = () => {
    const today = localDateOf(new Date().toISOString(), siteTimeZone(document))
    setDraft((before) => before ?? emptyDraft(document, today))
    setOpen(true)
  }
  const submit = async () => {
    if (!draft) return
    const known = {...creationCase(creation, askedLead(draft)), sameEmail: [], leadCount: 0}
    const decision = newLead(known)
    if (decision.kind === 'refused') {
      setProblems(decision.problems)
      return
    }
    setOpen(false)
    setProblems([])
    toast.push({id: 'new-lead', title: t('new-lead.adding'), status: 'info'})
    try {
      const lead = await change(draft)
      setDraft(null)
      const id = await waitForFiling(client, lead)
      toast.push({id: 'new-lead', title: t('new-lead.added'), status: 'success'})
      onAdded()
      onOpenLead(id)
    } catch (error) {
      setDraft(draft)
      setProblems(problemsOf(error))
      setOpen(true)
      toast.push({id: 'new-lead', title: t('new-lead.failed'), status: 'error'})
    }
  }
  return {
    ask: mayAdd ? ask : null,
    dialog: isOpen && draft && (
      <OwnersContext value={owners}>
        <NewLeadDialog
          client={client}
          draft={draft}
          onChange={(part) => {
            setDraft({...draft, ...part})
            setProblems([])
          }}
          onClose={() => {
            setOpen(false)
            setDraft(null)
            setProblems([])
          }}
          onOpenLead={(id) => {
            setOpen(false)
            setDraft(null)
            onOpenLead(id)
          }}
          onSubmit={() => void submit()}
          problems={problems}
        />
      </OwnersContext>
    ),
  }
}
