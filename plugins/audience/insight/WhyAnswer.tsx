import type {SanityClient} from '@sanity/client'
import {useQuery} from '@tanstack/react-query'
import {Card, Stack, Text} from '@sanity/ui'
import {useMemo} from 'react'
import type {Audience} from '../../../core/audience/checkAudience.ts'
import {explainAudience} from '../../../core/audience/evaluateAudience.ts'
import {ErrorState} from '../../ui/ErrorState.tsx'
import {errorReason} from '../../ui/errorReason.ts'
import {LoadingState} from '../../ui/LoadingState.tsx'
import type {AudienceSource} from '../source/audienceSource.ts'
import {fetchExplainedLead, type SampleLead} from './requests.ts'
import {leadTitle} from './SampleList.tsx'
import {WhyTree} from './WhyTree.tsx'
import {useAudienceText} from '../audienceLocale.ts'

/** What a {@link WhyAnswer} explains. */
export interface WhyAnswerProps {
  client: SanityClient
  source: AudienceSource
  audience: Audience
  lead: SampleLead
}

/** Whether a lead is in an audience, and why. */
export function WhyAnswer(props: WhyAnswerProps) {
  const {client, source, audience, lead} = props
  const t = useAudienceText()
  const {site, timeZone} = source
  const query = useQuery({
    queryKey: ['leads', 'audience', 'why', site, lead._id],
    queryFn: ({signal}) => fetchExplainedLead(client, site, lead._id, signal),
    retry: 1,
    staleTime: 0,
  })
  const {data} = query
  const now = new Date(query.dataUpdatedAt).toISOString()
  const explanation = useMemo(
    () => data?.lead && explainAudience(audience, {now, timeZone}, data.lead, data.activities),
    [audience, data, now, timeZone],
  )
  if (query.isError) {
    const {kind, reason} = errorReason(query.error)
    const retry = kind === 'denied' ? {} : {onRetry: () => void query.refetch()}
    return <ErrorState reason={reason} title={t('why.failed')} {...retry} />
  }
  if (!data) return <LoadingState label={t('why.loading')} />
  if (!explanation) return <Text size={1}>{t('why.gone')}</Text>
  const {matches, root} = explanation
  return (
    <Stack gap={4}>
      <Card padding={3} radius={2} tone={matches ? 'positive' : 'caution'}>
        <Text size={1} weight="medium">
          {t(matches ? 'why.in' : 'why.out', {name: leadTitle(lead)})}
        </Text>
      </Card>
      {root ? (
        <WhyTree group={root} source={source} />
      ) : (
        <Text muted size={1}>
          {t('why.everybody')}
        </Text>
      )}
    </Stack>
  )
}
