import type {SanityClient} from '@sanity/client'
import {useToast} from '@sanity/ui/toast'
import {useQueryClient} from '@tanstack/react-query'
import {useState} from 'react'
import {useCurrentUser, useTranslation} from 'sanity'
import {ulid} from 'ulid'
import {useSiteContext} from '../../ui/siteContext.tsx'
import {useChange} from '../../ui/useChange.ts'
import {useErrorReason} from '../../ui/useProblemText.ts'
import {commitDeletion, type DeletionPreview} from '../data/deletionData.ts'
import type {ListEntry} from '../data/listsData.ts'
import {listsLocaleNamespace} from '../listsLocale.ts'
import {deletionsKey} from './useDeletions.ts'

/** What the dialog asks before a list is deleted. */
export interface DeletionDraft {
  /** Whether the leads that only the list brought are deleted with it. */
  withLeads: boolean
  /** What the person typed to confirm the number of leads. */
  typed: string
  /** Why the deletion could not be asked for. */
  failure: string | null
  canDelete: boolean
  isDeleting: boolean
  setWithLeads: (withLeads: boolean) => void
  setTyped: (typed: string) => void
  remove: () => Promise<void>
}

/**
 * The state of the dialog that deletes a list.
 *
 * @param preview - `null` while it is not counted
 * @param onDone - called once the deletion is asked for
 */
export function useDeletionDraft(
  client: SanityClient,
  list: ListEntry,
  preview: DeletionPreview | null,
  onDone: () => void,
): DeletionDraft {
  const {site} = useSiteContext()
  const {t} = useTranslation(listsLocaleNamespace)
  const errorReason = useErrorReason()
  const queryClient = useQueryClient()
  const userId = useCurrentUser()?.id ?? ''
  const toast = useToast()
  const [withLeads, setWithLeads] = useState(false)
  const [typed, setTyped] = useState('')
  const [failure, setFailure] = useState<string | null>(null)
  const title = list.title?.trim() ?? ''
  const {change, isChanging: isDeleting} = useChange({
    commit: ({members, imports}: DeletionPreview) =>
      commitDeletion(
        client,
        {list: {id: list._id, title}, imports: withLeads ? imports : [], members},
        {site, userId, ulid: ulid()},
      ),
    refresh: () => queryClient.invalidateQueries({queryKey: deletionsKey(site)}),
  })
  const isConfirmed = !withLeads || typed.replaceAll(/[\s,.]/gu, '') === String(preview?.only)
  const remove = async () => {
    if (!preview) return
    setFailure(null)
    try {
      await change(preview)
      toast.push({status: 'info', title: t('delete.started', {title: title || t('card.untitled')})})
      onDone()
    } catch (error) {
      setFailure(errorReason(error).reason)
    }
  }
  return {
    withLeads,
    typed,
    failure,
    canDelete: preview !== null && preview.users.length === 0 && isConfirmed && !isDeleting,
    isDeleting,
    setWithLeads,
    setTyped,
    remove,
  }
}
