import {useToast} from '@sanity/ui/toast'
import {useState} from 'react'
import {useTranslation} from 'sanity'
import {useRouter} from 'sanity/router'
import {ulid} from 'ulid'
import type {AudienceSource} from '../../audience/source/audienceSource.ts'
import {useErrorReason} from '../../ui/useProblemText.ts'
import {useChange} from '../../ui/useChange.ts'
import {
  commitSegmentCopy,
  commitSegmentCount,
  commitSegmentDeletion,
  useSegmentWriter,
} from '../data/segmentChanges.ts'
import type {SegmentEntry} from '../data/segmentsData.ts'
import {segmentsLocaleNamespace} from '../segmentsLocale.ts'

/** The actions on the segments of a list. */
export function useSegmentActions(source: AudienceSource) {
  const errorReason = useErrorReason()
  const {t} = useTranslation(segmentsLocaleNamespace)
  const toast = useToast()
  const {navigate} = useRouter()
  const {writerOf, refresh} = useSegmentWriter()
  const [counting, setCounting] = useState<ReadonlySet<string>>(new Set())
  const fail = (title: string, error: unknown) =>
    toast.push({
      closable: true,
      description: errorReason(error).reason,
      duration: 8000,
      status: 'error',
      title,
    })
  const title = (segment: SegmentEntry) => segment.title ?? ''
  const refreshed = () => refresh(source.site)
  const copying = useChange({
    commit: (segment: SegmentEntry) => commitSegmentCopy(writerOf(source), segment, ulid()),
    refresh: refreshed,
  })
  const {change: countAgain} = useChange({
    commit: ({_id}: SegmentEntry) => commitSegmentCount(writerOf(source), _id),
    show({_id}) {
      setCounting((before) => new Set([...before, _id]))
      return () => setCounting((before) => new Set([...before].filter((id) => id !== _id)))
    },
    refresh: refreshed,
  })
  const deletion = useChange({
    commit: ({_id}: SegmentEntry) =>
      commitSegmentDeletion(writerOf(source).client, source.site, _id),
    refresh: refreshed,
  })
  const duplicate = async (segment: SegmentEntry) => {
    try {
      navigate({segmentId: await copying.change(segment)})
    } catch (error) {
      fail(t('duplicate.failed', {title: title(segment)}), error)
    }
  }
  const count = async (segment: SegmentEntry) => {
    try {
      await countAgain(segment)
    } catch (error) {
      fail(t('count.failed', {title: title(segment)}), error)
    }
  }
  /** Returns what went wrong; `null` when it was deleted. */
  const remove = async (segment: SegmentEntry): Promise<string | null> => {
    try {
      const users = await deletion.change(segment)
      if (users.length > 0) return t('delete.refused')
      toast.push({status: 'success', title: t('delete.done', {title: title(segment)})})
      return null
    } catch (error) {
      return errorReason(error).reason
    }
  }
  return {counting, duplicate, count, remove}
}
