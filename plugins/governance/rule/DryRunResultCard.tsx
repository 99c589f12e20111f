import {Card, Stack, Text} from '@sanity/ui'
import {useTranslation} from 'sanity'
import {hasEnded} from '../../../core/jobs/jobRecord.ts'
import {parseDryRun} from '../../../core/shopify/refreshJob.ts'
import type {Refresh} from '../data/siteHistory.ts'
import {governanceLocaleNamespace} from '../governanceLocale.ts'
import {Facts} from '../governanceStyles.ts'
import {RefreshProgress} from '../refresh/RefreshProgress.tsx'
import {refreshProblem} from '../../../core/shopify/syncStatus.ts'

/** What a dry run found, or how far it is. */
export function DryRunResultCard({job, onCancel}: {job: Refresh; onCancel: () => void}) {
  const {t} = useTranslation(governanceLocaleNamespace)
  if (!hasEnded({state: job.state})) {
    return <RefreshProgress job={job} label={t('dry.running')} onCancel={onCancel} />
  }
  const result = parseDryRun(job.preview)
  if (!result) {
    return (
      <Card padding={3} radius={2} role="alert" tone="caution">
        <Text size={1}>
          {job.state === 'cancelled' ? t('dry.cancelled') : (refreshProblem(job) ?? t('dry.none'))}
        </Text>
      </Card>
    )
  }
  const figure = (value: number | null) =>
    value === null ? t('figure.few') : value.toLocaleString('en')
  return (
    <Card aria-label={t('dry.title')} as="section" border padding={3} radius={2} tone="primary">
      <Stack gap={3}>
        <Text as="h3" size={1} weight="semibold">
          {t('dry.title')}
        </Text>
        <Facts>
          <dt>{t('dry.customers')}</dt>
          <dd>{figure(result.customers)}</dd>
          <dt>{t('dry.matched')}</dt>
          <dd>{figure(result.matched)}</dd>
          <dt>{t('dry.fields')}</dt>
          <dd>{result.fields.join(', ')}</dd>
          <dt>{t('dry.cost')}</dt>
          <dd>{t('dry.cost-value', {cost: result.cost, requests: result.requests})}</dd>
          <dt>{t('dry.duration')}</dt>
          <dd>
            {t('dry.duration-value', {
              seconds: Math.max(1, Math.round(result.durationMs / 1000)),
              plan: result.plan,
            })}
          </dd>
          <dt>{t('dry.suppressed')}</dt>
          <dd>
            {result.suppressed.length === 0
              ? t('dry.suppressed-none')
              : result.suppressed.map((name) => t(`dimension.${name}`)).join(', ')}
          </dd>
        </Facts>
      </Stack>
    </Card>
  )
}
