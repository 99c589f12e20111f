import {useState} from 'react'
import {usersOf} from '../data/usersOf.ts'
import type {SegmentEntry, SegmentsData} from '../data/segmentsData.ts'
import {DeleteSegmentDialog} from './DeleteSegmentDialog.tsx'

/** What a {@link DeletionOf} deletes. */
export interface DeletionOfProps {
  data: SegmentsData
  segment: SegmentEntry
  /** Gives what went wrong; `null` when it was deleted. */
  onDelete: (segment: SegmentEntry) => Promise<string | null>
  onClose: () => void
}

/** Deletes a segment once it was confirmed. */
export function DeletionOf(props: DeletionOfProps) {
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
