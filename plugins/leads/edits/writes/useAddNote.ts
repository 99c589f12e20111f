import type {SanityClient} from '@sanity/client'
import {useToast} from '@sanity/ui/toast'
import {useCallback, useState} from 'react'
import {useCurrentUser, useTranslation} from 'sanity'
import {ulid} from 'ulid'
import {errorReason} from '../../../ui/errorReason.ts'
import {useSiteContext} from '../../../ui/siteContext.tsx'
import {leadsLocaleNamespace} from '../../locale/leadsLocale.ts'
import {clientLeadStore} from './clientLeadStore.ts'
import type {WritableLead} from './leadWrites.ts'
import {writeNote} from './writeNote.ts'

/** Adds notes to a lead; says whether it worked, so that a text that was not saved is kept. */
export function useAddNote(client: SanityClient, lead: WritableLead) {
  const {site: siteKey, document: site} = useSiteContext()
  const {t} = useTranslation(leadsLocaleNamespace)
  const toast = useToast()
  const user = useCurrentUser()
  const [isSaving, setSaving] = useState(false)
  const add = useCallback(
    async (text: string): Promise<boolean> => {
      setSaving(true)
      try {
        await writeNote(clientLeadStore(client, siteKey), {
          lead,
          site,
          text,
          actor: {kind: 'user', id: user?.id ?? '', name: user?.name ?? ''},
          now: new Date().toISOString(),
          activityId: ulid(),
        })
        return true
      } catch (error) {
        toast.push({
          closable: true,
          description: errorReason(error).reason,
          status: 'error',
          title: t('note.failed'),
        })
        return false
      } finally {
        setSaving(false)
      }
    },
    [client, lead, site, siteKey, t, toast, user],
  )
  return {add, isSaving}
}
