import {QueryClient, QueryClientProvider} from '@tanstack/react-query'
import {useState} from 'react'
import {useClient, useTranslation, type Tool} from 'sanity'
import {useRouter} from 'sanity/router'
import {useAudienceSource} from '../audience/source/useAudienceSource.ts'
import {ApiUrlContext} from '../leads/bulk/export/apiUrlContext.ts'
import {ErrorState} from '../ui/ErrorState.tsx'
import {ReadError} from '../ui/ReadError.tsx'
import {LoadingState} from '../ui/LoadingState.tsx'
import {useSiteContext} from '../ui/siteContext.tsx'
import {STUDIO_API_VERSION} from '../ui/studioApiVersion.ts'
import {NEW_SEGMENT, useSegments} from './data/segmentsData.ts'
import {SegmentEditor} from './edit/SegmentEditor.tsx'
import {SegmentList} from './list/SegmentList.tsx'
import {segmentsLocaleNamespace} from './segmentsLocale.ts'
import type {SegmentsToolOptions} from './segmentsTool.ts'

function newQueryClient(): QueryClient {
  // The change stream triggers refetches; focus and reconnecting do not.
  return new QueryClient({
    defaultOptions: {queries: {refetchOnReconnect: false, refetchOnWindowFocus: false}},
  })
}

/** The tool's component. Leaving the tool drops its cache. */
export default function SegmentsTool(props: {tool: Tool<SegmentsToolOptions>}) {
  const {site} = useSiteContext()
  const [queryClient] = useState(newQueryClient)
  return (
    <QueryClientProvider client={queryClient}>
      <ApiUrlContext value={props.tool.options?.apiUrl}>
        <SegmentsScreen key={site} />
      </ApiUrlContext>
    </QueryClientProvider>
  )
}

/** A site's segments, or one of them. */
function SegmentsScreen() {
  const {site} = useSiteContext()
  const {t} = useTranslation(segmentsLocaleNamespace)
  const client = useClient({apiVersion: STUDIO_API_VERSION})
  const {state} = useRouter()
  const segments = useSegments(client, site)
  const audience = useAudienceSource()
  const failed = segments.error ?? (audience.state === 'failed' ? audience.error : null)
  if (!segments.data || audience.state !== 'ready') {
    if (!failed) return <LoadingState label={t('list.loading')} />
    const retry = () => {
      void segments.refetch()
      if (audience.state === 'failed') audience.retry()
    }
    return (
      <ReadError
        deniedTitle={t('list.denied')}
        error={failed}
        onRetry={retry}
        title={t('list.failed')}
      />
    )
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
