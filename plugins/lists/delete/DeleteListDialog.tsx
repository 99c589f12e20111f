import type {SanityClient} from '@sanity/client'
import {Box, Button, Card, Dialog, Flex, Stack, Text} from '@sanity/ui'
import {useQuery} from '@tanstack/react-query'
import {useId} from 'react'
import {useTranslation} from 'sanity'
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
  const id = useId()
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
  return (
    <Dialog
      footer={
        <Flex gap={2} justify="flex-end" padding={3}>
          <Button
            fontSize={1}
            mode="bleed"
            onClick={onClose}
            padding={3}
            text={t(isUsed ? 'delete.close' : 'edit.cancel')}
          />
          {preview.data && !isUsed && (
            <Button
              disabled={!draft.canDelete}
              fontSize={1}
              loading={draft.isDeleting}
              onClick={() => void draft.remove()}
              padding={3}
              text={t(
                draft.withLeads ? 'delete.with-leads' : 'delete.list',
                draft.withLeads ? {count: preview.data.only} : {},
              )}
              tone="critical"
            />
          )}
        </Flex>
      }
      header={t(isUsed ? 'delete.refused-title' : 'delete.title', {title})}
      id={id}
      onClose={onClose}
      width={1}
    >
      <Box padding={4}>
        <Stack aria-busy={preview.isPending} gap={4}>
          {preview.isPending && (
            <Text aria-live="polite" size={1}>
              {t('delete.counting')}
            </Text>
          )}
          {preview.isError && (
            <Card padding={3} radius={2} role="alert" tone="critical">
              <Text size={1}>
                {t('delete.count-failed', {reason: errorReason(preview.error).reason})}
              </Text>
            </Card>
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
          {draft.failure !== null && (
            <Card padding={3} radius={2} role="alert" tone="critical">
              <Text size={1}>{draft.failure}</Text>
            </Card>
          )}
        </Stack>
      </Box>
    </Dialog>
  )
}
