import {Box, Button, Dialog, Flex, Stack, Text} from '@sanity/ui'
import {useId} from 'react'
import {useTranslation} from 'sanity'
import type {SegmentUser} from '../../../core/changes/segments/segmentUsers.ts'
import {UsersList} from '../edit/UsersList.tsx'
import {segmentsLocaleNamespace} from '../segmentsLocale.ts'

/** What a {@link DeleteSegmentDialog} asks. */
export interface DeleteSegmentDialogProps {
  title: string
  /** What uses the segment; while anything does, it can't be deleted. */
  users: readonly SegmentUser[]
  /** What went wrong when it was tried. */
  failure: string | null
  isDeleting: boolean
  onDelete: () => void
  onClose: () => void
}

/** Asks whether a segment is to be deleted, or says why it can't be. */
export function DeleteSegmentDialog(props: DeleteSegmentDialogProps) {
  const {title, users, failure, isDeleting, onDelete, onClose} = props
  const {t} = useTranslation(segmentsLocaleNamespace)
  const id = useId()
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
          {!isUsed && (
            <Button
              disabled={isDeleting}
              fontSize={1}
              loading={isDeleting}
              onClick={onDelete}
              padding={3}
              text={t('delete.delete')}
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
        <Stack gap={4}>
          <Text size={1}>{t(isUsed ? 'delete.refused' : 'delete.final')}</Text>
          {isUsed && <UsersList users={users} />}
          {failure !== null && (
            <Text role="alert" size={1}>
              {failure}
            </Text>
          )}
        </Stack>
      </Box>
    </Dialog>
  )
}
