import type {SanityClient} from '@sanity/client'
import {useToast} from '@sanity/ui/toast'
import {useCallback, useState} from 'react'
import {useTranslation, useUserStore} from 'sanity'
import {ulid} from 'ulid'
import {leadStatusTitle} from '../../../../core/people/leadStatus.ts'
import {errorReason} from '../../../ui/errorReason.ts'
import {useSiteContext} from '../../../ui/siteContext.tsx'
import {leadsLocaleNamespace} from '../../locale/leadsLocale.ts'
import {statusText} from '../cells/statusText.ts'
import {undoableEdit} from '../cells/undoableEdit.ts'
import {useCellWriter} from '../cells/useCellWriter.ts'
import {undoCell} from '../cells/writeCell.ts'
import type {Undo} from '../undo/useUndo.tsx'
import type {WritableLead} from './leadWrites.ts'
import {NO_PENDING, withPending, withoutPending, type PendingStatuses} from './pendingStatuses.ts'
import {useLeadActions} from './useLeadActions.ts'

/** Changes statuses, shows them at once, and takes them back with the reason when that fails. */
export function useStatusChange(options: {
  client: SanityClient
  /** Reads a lead again wherever it is shown; its new status counts from then on. */
  refreshLead: (id: string) => Promise<void>
  /** Told of each change that was made, for undoing it. */
  onChanged: Undo['track']
}): {pending: PendingStatuses; changeStatus: (lead: WritableLead, to: string) => Promise<void>} {
  const {client, refreshLead, onChanged} = options
  const actions = useLeadActions(client)
  const writer = useCellWriter(client)
  const users = useUserStore()
  const {document: site} = useSiteContext()
  const {t} = useTranslation(leadsLocaleNamespace)
  const toast = useToast()
  const [pending, setPending] = useState(NO_PENDING)

  const changeStatus = useCallback(
    async (lead: WritableLead, to: string) => {
      const title = leadStatusTitle(site, to)
      const fail = (description: string, status: 'error' | 'warning') =>
        toast.push({
          closable: true,
          description,
          duration: 8000,
          status,
          title: t('status.failed', {status: title}),
        })
      setPending((before) => withPending(before, lead._id, to))
      try {
        const outcome = await actions.setStatus({lead, to})
        if (outcome.kind === 'changed' && outcome.isNew) {
          const made = {id: lead._id, column: 'status' as const, seen: lead.status ?? '', value: to}
          const change = undoableEdit(made, {
            column: t('column.status'),
            lead: lead.name || t('undo.this-lead'),
            textOf: statusText(site),
            t,
            undo: async () => {
              const end = await undoCell(writer(), made)
              await refreshLead(lead._id).catch(() => null)
              return end
            },
          })
          onChanged(ulid(), Promise.resolve(change))
        }
        if (outcome.kind === 'overtaken') {
          const user =
            outcome.by === null ? null : await users.getUser(outcome.by).catch(() => null)
          const who = user?.displayName ?? t('status.somebody')
          const theirs = leadStatusTitle(site, outcome.status)
          fail(t('status.overtaken', {who, status: theirs}), 'warning')
        }
      } catch (error) {
        fail(errorReason(error).reason, 'error')
      }
      // What the lead has now is read before the choice is taken off, so that nothing flickers. When
      // it cannot be read, the stream of changes brings it.
      await refreshLead(lead._id).catch(() => null)
      setPending((before) => withoutPending(before, lead._id, to))
    },
    [actions, onChanged, refreshLead, site, t, toast, users, writer],
  )
  return {pending, changeStatus}
}
