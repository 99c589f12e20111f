import {useClient} from 'sanity'
import {useRouter} from 'sanity/router'
import {useAudienceSource} from '../audience/source/useAudienceSource.ts'
import {ErrorState} from '../ui/ErrorState.tsx'
import {errorReason} from '../ui/errorReason.ts'
import {LoadingState} from '../ui/LoadingState.tsx'
import {useSiteContext} from '../ui/siteContext.tsx'
import {STUDIO_API_VERSION} from '../ui/studioApiVersion.ts'
import {useTranslation} from 'sanity'
import {useSegments} from './data/useSegments.ts'
import {SegmentEditor} from './edit/SegmentEditor.tsx'
import {SegmentList} from './list/SegmentList.tsx'
import {segmentsLocaleNamespace} from './segmentsLocale.ts'
import {NEW_SEGMENT} from './data/segmentsData.ts'

/** A site's segments, or one of them. */
export function SegmentsScreen() {
  const {site} = useSiteContext()
  const {t} = useTranslation(segmentsLocaleNamespace)
  const client = useClient({apiVersion: STUDIO_API_VERSION})
  const {state} = useRouter()
  const segments = useSegments(client, site)
  const audience = useAudienceSource()
  const failed = segments.error ?? (audience.state === 'failed' ? audience.error : null)
  if (!segments.data || audience.state !== 'ready') {
    if (!failed) return <LoadingState label={t('list.loading')} />
    const {kind, reason} = errorReason(failed)
    if (kind === 'denied') {
      return <ErrorState reason={reason} title={t('list.denied')} tone="caution" />
    }
    const retry = () => {
      void segments.refetch()
      if (audience.state === 'failed') audience.retry()
    }
    return <ErrorState onRetry={retry} reason={reason} title={t('list.failed')} />
  }
  const {segmentId} = state
  if (typeof segmentId !== 'string') {
    return <SegmentList data={segments.data} source={audience.source} />
  }
  const segment = segments.data.segments.find(({_id}) => _id === segmentId) ?? null
  if (segment === null && segmentId !== NEW_SEGMENT) {
    return <ErrorState reason={t('edit.gone-reason')} title={t('edit.gone')} tone="caution" />
  }
  return <SegmentEditor data={segments.data} key={segmentId} segment={segment} />
}
