import {useToast} from '@sanity/ui/toast'
import {useState} from 'react'
import {useTranslation} from 'sanity'
import {useRouter} from 'sanity/router'
import {ulid} from 'ulid'
import type {AudienceSource} from '../../audience/source/audienceSource.ts'
import {errorReason} from '../../ui/errorReason.ts'
import {
  SegmentChangeError,
  writeSegmentCopy,
  writeSegmentCount,
  writeSegmentDeletion,
} from '../changes/segmentWrites.ts'
import {useSegmentWriting} from '../changes/useSegmentWriting.ts'
import type {SegmentEntry} from '../data/segmentsData.ts'
import {segmentsLocaleNamespace} from '../segmentsLocale.ts'

/** What can be done with the segments of a list. */
export function useSegmentActions(source: AudienceSource) {
  const {t} = useTranslation(segmentsLocaleNamespace)
  const toast = useToast()
  const {navigate} = useRouter()
  const {writingOf, refresh} = useSegmentWriting()
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
  const duplicate = async (segment: SegmentEntry) => {
    try {
      const outcome = await writeSegmentCopy(writingOf(source), segment, ulid())
      if (!outcome.ok) {
        const reason = outcome.problems.map((problem) => problem.reason).join(' ')
        throw new SegmentChangeError(reason)
      }
      await refresh(source.site)
      navigate({segmentId: outcome.id})
    } catch (error) {
      fail(t('duplicate.failed', {title: title(segment)}), error)
    }
  }
  const count = async (segment: SegmentEntry) => {
    setCounting((before) => new Set([...before, segment._id]))
    try {
      await writeSegmentCount(writingOf(source), segment._id)
      await refresh(source.site)
    } catch (error) {
      fail(t('count.failed', {title: title(segment)}), error)
    } finally {
      setCounting((before) => new Set([...before].filter((id) => id !== segment._id)))
    }
  }
  /** Gives what went wrong; `null` when it was deleted. */
  const remove = async (segment: SegmentEntry): Promise<string | null> => {
    try {
      const users = await writeSegmentDeletion(writingOf(source).client, source.site, segment._id)
      await refresh(source.site)
      if (users.length > 0) return t('delete.refused')
      toast.push({status: 'success', title: t('delete.done', {title: title(segment)})})
      return null
    } catch (error) {
      return errorReason(error).reason
    }
  }
  return {counting, duplicate, count, remove}
}
