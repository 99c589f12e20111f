import {Text} from '@sanity/ui'
import {useState} from 'react'
import {useTranslation} from 'sanity'
import type {SegmentUser} from '../../../core/changes/segments/segmentUsers.ts'
import {DialogFrame} from '../../ui/DialogFrame.tsx'
import {usersOf, type SegmentEntry, type SegmentsData} from '../data/segmentsData.ts'
import {UsersList} from '../edit/UsersList.tsx'
import {segmentsLocaleNamespace} from '../segmentsLocale.ts'

/** What a {@link DeleteSegment} deletes. */
export interface DeleteSegmentProps {
  data: SegmentsData
  segment: SegmentEntry
  /** Resolves to what went wrong; `null` when it was deleted. */
  onDelete: (segment: SegmentEntry) => Promise<string | null>
  onClose: () => void
}

/** Deletes a segment once the user confirms. */
export function DeleteSegment(props: DeleteSegmentProps) {
  const {data, segment, onDelete, onClose} = props
  const [failure, setFailure] = useState<string | null>(null)
  const [isDeleting, setDeleting] = useState(false)
  const remove = async () => {
    setDeleting(true)
    const reason = await onDelete(segment)
    setDeleting(false)
    if (reason === null) onClose()
    else setFailure(reason)
  }
  return (
    <DeleteSegmentDialog
      failure={failure}
      isDeleting={isDeleting}
      onClose={onClose}
      onDelete={() => void remove()}
      title={segment.title ?? ''}
      users={usersOf(segment._id, data)}
    />
  )
}

interface DeleteSegmentDialogProps {
  title: string
  /** What uses the segment; while anything does, the segment can't be deleted. */
  users: readonly SegmentUser[]
  /** Why the last attempt failed. */
  failure: string | null
  isDeleting: boolean
  onDelete: () => void
  onClose: () => void
}

/** Asks whether to delete a segment, or shows what still uses it. */
function DeleteSegmentDialog(props: DeleteSegmentDialogProps) {
  const {title, users, failure, isDeleting, onDelete, onClose} = props
  const {t} = useTranslation(segmentsLocaleNamespace)
  const isUsed = users.length > 0
  return (
    <DialogFrame
      confirm={
        isUsed
          ? null
          : {isBusy: isDeleting, onConfirm: onDelete, text: t('delete.delete'), tone: 'critical'}
      }
      failures={failure === null ? [] : [failure]}
      onClose={onClose}
      title={t(isUsed ? 'delete.refused-title' : 'delete.title', {title})}
    >
      <Text size={1}>{t(isUsed ? 'delete.refused' : 'delete.final')}</Text>
      {isUsed && <UsersList users={users} />}
    </DialogFrame>
  )
}
