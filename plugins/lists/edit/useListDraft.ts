import {useToast} from '@sanity/ui/toast'
import {useQueryClient} from '@tanstack/react-query'
import {useState} from 'react'
import {useClient, useCurrentUser, useTranslation} from 'sanity'
import {ulid} from 'ulid'
import type {ListInput} from '../../../core/changes/lists/listDecisions.ts'
import type {FieldProblem} from '../../../core/problems/problem.ts'
import {problemsOf} from '../../ui/changeStore.ts'
import {useSiteContext} from '../../ui/siteContext.tsx'
import {STUDIO_API_VERSION} from '../../ui/studioApiVersion.ts'
import {useChange} from '../../ui/useChange.ts'
import {commitListEdit, commitNewList, type CreatedList} from '../data/listChanges.ts'
import type {ListEntry} from '../data/listsData.ts'
import {listsKey} from '../data/useLists.ts'
import {listsLocaleNamespace} from '../listsLocale.ts'

/**
 * The draft of a list's name and description, and saving it.
 *
 * @param list - as the person sees it; `null` for a new one
 * @param onSaved - called once it is stored, with the list where it is a new one
 */
export function useListDraft(
  list: ListEntry | null,
  onSaved: (created: CreatedList | null) => void,
) {
  const {site} = useSiteContext()
  const {t} = useTranslation(listsLocaleNamespace)
  const client = useClient({apiVersion: STUDIO_API_VERSION})
  const queryClient = useQueryClient()
  const createdBy = useCurrentUser()?.id ?? ''
  const toast = useToast()
  // The list may change while the dialog is open; what the person saw then is what counts.
  const [seen] = useState(list)
  const [title, setTitle] = useState(list?.title ?? '')
  const [description, setDescription] = useState(list?.description ?? '')
  // A key for each title, so that a retry creates no second list.
  const [key, setKey] = useState(ulid)
  const [problems, setProblems] = useState<readonly FieldProblem[]>([])
  const {change, isChanging: isSaving} = useChange({
    commit: async (input: ListInput): Promise<CreatedList | null> => {
      if (!seen) {
        const source = {kind: 'manual'} as const
        return commitNewList(client, site, {...input, source, createdBy}, key)
      }
      await commitListEdit(client, site, seen, input)
      return null
    },
    refresh: () => queryClient.invalidateQueries({queryKey: listsKey(site)}),
  })
  const save = async () => {
    setProblems([])
    try {
      const created = await change({title, description})
      toast.push({status: 'success', title: t('edit.done', {title: title.trim()})})
      onSaved(created)
    } catch (error) {
      setProblems(problemsOf(error))
    }
  }
  const isChanged = title !== (seen?.title ?? '') || description !== (seen?.description ?? '')
  return {
    title,
    description,
    problems,
    isSaving,
    canSave: isChanged && !isSaving && title.trim() !== '',
    setTitle: (next: string) => {
      setTitle(next)
      setKey(ulid())
      setProblems([])
    },
    setDescription,
    save,
  }
}
