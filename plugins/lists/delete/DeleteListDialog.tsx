import type {SanityClient} from '@sanity/client'
import {Stack, Text} from '@sanity/ui'
import {useQuery} from '@tanstack/react-query'
import {useTranslation} from 'sanity'
import {DialogFrame} from '../../ui/DialogFrame.tsx'
import {useSiteContext} from '../../ui/siteContext.tsx'
import {useErrorReason} from '../../ui/useProblemText.ts'
import {fetchDeletion} from '../data/deletionData.ts'
import type {ListEntry} from '../data/listsData.ts'
import {listsLocaleNamespace} from '../listsLocale.ts'
import {DeletionChoices} from './DeletionChoices.tsx'
import {useDeletionDraft} from './useDeletionDraft.ts'

/** What a {@link DeleteListDialog} deletes. */
export interface DeleteListDialogProps {
  client: SanityClient
  list: ListEntry
  onClose: () => void
}

/** Counts what deleting a list would do, and deletes it once the person confirms. */
export function DeleteListDialog(props: DeleteListDialogProps) {
  const {client, list, onClose} = props
  const {site} = useSiteContext()
  const {t} = useTranslation(listsLocaleNamespace)
  const errorReason = useErrorReason()
  const preview = useQuery({
    queryKey: ['leads', 'lists', 'deletion', site, list._id],
    queryFn: ({signal}) => fetchDeletion(client, site, list._id, signal),
    // What is confirmed was counted when the dialog opened.
    gcTime: 0,
    staleTime: Infinity,
    retry: 1,
  })
  const draft = useDeletionDraft(client, list, preview.data ?? null, onClose)
  const users = preview.data?.users ?? []
  const title = list.title?.trim() || t('card.untitled')
  const isUsed = users.length > 0
  const failures = draft.failure === null ? [] : [draft.failure]
  if (preview.isError) {
    failures.push(t('delete.count-failed', {reason: errorReason(preview.error).reason}))
  }
  return (
    <DialogFrame
      confirm={
        preview.data && !isUsed
          ? {
              isBusy: draft.isDeleting,
              isDisabled: !draft.canDelete,
              onConfirm: () => void draft.remove(),
              text: draft.withLeads
                ? t('delete.with-leads', {count: preview.data.only})
                : t('delete.list'),
              tone: 'critical',
            }
          : null
      }
      failures={failures}
      isLoading={preview.isPending}
      onClose={onClose}
      title={t(isUsed ? 'delete.refused-title' : 'delete.title', {title})}
    >
      {preview.isPending && (
        <Text aria-live="polite" size={1}>
          {t('delete.counting')}
        </Text>
      )}
      {preview.data === null && <Text size={1}>{t('delete.gone')}</Text>}
      {isUsed && (
        <>
          <Text size={1}>{t('delete.refused')}</Text>
          <Stack as="ul" gap={3} padding={0} style={{listStyle: 'none', margin: 0}}>
            {users.map((user) => (
              <Text as="li" key={user.id} size={1}>
                {t(`users.${user.kind}`, {title: user.title})}
              </Text>
            ))}
          </Stack>
        </>
      )}
      {preview.data && !isUsed && <DeletionChoices draft={draft} preview={preview.data} />}
    </DialogFrame>
  )
}
