import type {UseQueryResult} from '@tanstack/react-query'
import {useTranslation} from 'sanity'
import type {Site} from '../../../core/sanity.types.generated.ts'
import {LoadingState} from '../../ui/LoadingState.tsx'
import type {PipelineAnswer} from '../data/storeAnswers.ts'
import {pipelineSteps} from '../model/pipeline.ts'
import {overviewLocaleNamespace} from '../overviewLocale.ts'
import {Failure} from './Failure.tsx'
import {Panel} from './Panel.tsx'
import {PipelineChart} from './PipelineChart.tsx'
import {Quiet} from './Quiet.tsx'

/** What a {@link PipelinePanel} shows. */
export interface PipelinePanelProps {
  site: Site
  query: Pick<UseQueryResult<PipelineAnswer>, 'data' | 'error' | 'isError' | 'refetch'>
}

/** Leads by status: waiting, failed, empty, or the picture. */
export function PipelinePanel(props: PipelinePanelProps) {
  const {site, query} = props
  const {t} = useTranslation(overviewLocaleNamespace)
  const content = () => {
    if (query.data === undefined) {
      if (!query.isError) return <LoadingState label={t('pipeline.title')} />
      return (
        <Failure
          error={query.error}
          onRetry={() => void query.refetch()}
          title={t('pipeline.failed')}
        />
      )
    }
    if (query.data.total === 0) return <Quiet text={t('pipeline.empty')} />
    return <PipelineChart steps={pipelineSteps(site, query.data, t('pipeline.other'))} />
  }
  return (
    <Panel description={t('pipeline.description')} title={t('pipeline.title')}>
      {content()}
    </Panel>
  )
}
