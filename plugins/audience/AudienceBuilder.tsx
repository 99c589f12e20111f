import {memo, useEffect} from 'react'
import {useClient} from 'sanity'
import type {CheckedAudience} from '../../core/audience/checkAudience.ts'
import type {AudienceDefinition} from '../../core/audience/definition.ts'
import {useErrorReason} from '../ui/useProblemText.ts'
import {ErrorState} from '../ui/ErrorState.tsx'
import {LoadingState} from '../ui/LoadingState.tsx'
import {STUDIO_API_VERSION} from '../ui/studioApiVersion.ts'
import {useAudienceText} from './audienceLocale.ts'
import {BuilderBody} from './builder/BuilderBody.tsx'
import {BuilderLayout} from './builder/builderStyles.ts'
import {InsightPanel} from './insight/InsightPanel.tsx'
import {useAudienceInsight} from './insight/useAudienceInsight.ts'
import type {AudienceSource} from './source/audienceSource.ts'
import {useAudienceCheck, useAudienceSource, useNamedFields} from './source/useAudienceSource.ts'

/** What a builder reports besides its definition. */
export interface AudienceStanding {
  source: AudienceSource
  checked: CheckedAudience
  /** The number of leads that match the present definition, once it was counted. */
  count: {value: number; at: string} | null
}

/** What an {@link AudienceBuilder} edits. */
export interface AudienceBuilderProps {
  value: AudienceDefinition
  onChange: (definition: AudienceDefinition) => void
  /** Called when the definition was checked or counted. */
  onStanding?: ((standing: AudienceStanding) => void) | undefined
  /** The segment that the definition belongs to, which must not come to use itself. */
  segmentId?: string | null | undefined
  isReadOnly?: boolean | undefined
}

function LoadedBuilder(props: AudienceBuilderProps & {source: AudienceSource}) {
  const {value, onChange, onStanding, segmentId = null, isReadOnly = false} = props
  const source = useNamedFields(props.source, value)
  const client = useClient({apiVersion: STUDIO_API_VERSION})
  const checked = useAudienceCheck(source, value, segmentId)
  const insight = useAudienceInsight(client, source, checked)
  const {value: counted, at, isOld} = insight.count
  useEffect(() => {
    const count =
      counted === null || isOld || !checked.ok
        ? null
        : {value: counted, at: new Date(at).toISOString()}
    onStanding?.({source, checked, count})
  }, [at, checked, counted, isOld, onStanding, source])
  return (
    <BuilderLayout>
      <div>
        <BuilderBody
          checked={checked}
          isReadOnly={isReadOnly}
          onChange={onChange}
          segmentId={segmentId}
          source={source}
          value={value}
        />
        <InsightPanel checked={checked} client={client} insight={insight} source={source} />
      </div>
    </BuilderLayout>
  )
}

/**
 * Edits a definition: groups and conditions, their sentence, how many leads match, and a sample of
 * them. The caller holds the definition, which may be invalid while the user edits it. It needs a
 * `QueryClientProvider` and a `SiteProvider` above it, and `audienceLocaleBundle` in the plugin.
 */
export const AudienceBuilder = memo(function AudienceBuilder(props: AudienceBuilderProps) {
  const found = useAudienceSource()
  const errorReason = useErrorReason()
  const t = useAudienceText()
  if (found.state === 'loading') return <LoadingState label={t('source.loading')} />
  if (found.state === 'ready') return <LoadedBuilder {...props} source={found.source} />
  const {kind, reason} = errorReason(found.error)
  return kind === 'denied' ? (
    <ErrorState reason={reason} title={t('source.denied')} tone="caution" />
  ) : (
    <ErrorState onRetry={found.retry} reason={reason} title={t('source.failed')} />
  )
})
