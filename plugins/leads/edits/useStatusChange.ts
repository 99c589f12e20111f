import {useToast} from '@sanity/ui/toast'
import {useCallback} from 'react'
import {useTranslation, useUserStore} from 'sanity'
import type {EditedLead} from '../../../core/changes/leadEdit.ts'
import {leadStatusTitle} from '../../../core/people/leadStatus.ts'
import {useErrorReason} from '../../ui/useProblemText.ts'
import {useSiteContext} from '../../ui/siteContext.tsx'
import {leadsLocaleNamespace} from '../locale/leadsLocale.ts'
import {plainText, type LeadEdits} from './useLeadEdits.ts'

/** Changes a lead's status from a menu, and says why when that failed. */
export function useStatusChange({edit}: LeadEdits) {
  const errorReason = useErrorReason()
  const users = useUserStore()
  const {document: site} = useSiteContext()
  const {t} = useTranslation(leadsLocaleNamespace)
  const toast = useToast()
  return useCallback(
    async (lead: EditedLead, to: string) => {
      const fail = (description: string, status: 'error' | 'warning') =>
        toast.push({
          closable: true,
          description,
          duration: 8000,
          status,
          title: t('status.failed', {status: leadStatusTitle(site, to)}),
        })
      const request = {
        id: lead._id,
        shown: lead,
        seen: {field: 'status' as const, value: lead.status ?? ''},
        wanted: {field: 'status' as const, value: to},
      }
      try {
        const end = await edit(request, {
          field: t('column.status'),
          lead: lead.name || t('undo.this-lead'),
          textOf: (value) => leadStatusTitle(site, plainText(value)),
        })
        if (end.kind !== 'overtaken') return
        const user = end.by === null ? null : await users.getUser(end.by).catch(() => null)
        const who = user?.displayName ?? t('status.somebody')
        const theirs = leadStatusTitle(site, plainText(end.now))
        fail(t('status.overtaken', {who, status: theirs}), 'warning')
      } catch (error) {
        fail(errorReason(error).reason, 'error')
      }
    },
    [edit, errorReason, site, t, toast, users],
  )
}
