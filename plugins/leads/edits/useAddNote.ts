import type {SanityClient} from '@sanity/client'
import {useToast} from '@sanity/ui/toast'
import {useTranslation} from 'sanity'
import type {EditedLead} from '../../../core/changes/leadEdit.ts'
import {useErrorReason} from '../../ui/useProblemText.ts'
import {useChange} from '../../ui/useChange.ts'
import {leadsLocaleNamespace} from '../locale/leadsLocale.ts'
import {commitNote, useLeadWriter} from './commitLeadChanges.ts'

/** Adds notes to a lead; says whether it worked, so that a text that was not saved is kept. */
export function useAddNote(client: SanityClient, lead: EditedLead) {
  const errorReason = useErrorReason()
  const {t} = useTranslation(leadsLocaleNamespace)
  const toast = useToast()
  const writer = useLeadWriter(client)
  const {change, isChanging} = useChange({
    commit: (text: string) => commitNote(writer, lead, text),
  })
  const add = async (text: string): Promise<boolean> => {
    try {
      await change(text)
      return true
    } catch (error) {
      const {reason} = errorReason(error)
      toast.push({closable: true, description: reason, status: 'error', title: t('note.failed')})
      return false
    }
  }
  return {add, isSaving: isChanging}
}
