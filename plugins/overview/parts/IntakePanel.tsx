import type {UseQueryResult} from '@tanstack/react-query'
import {Box, Flex, Text} from '@sanity/ui'
import {useTranslation} from 'sanity'
import {LoadingState} from '../../ui/LoadingState.tsx'
import type {RecordsAnswer} from '../data/storeAnswers.ts'
import {intakeTotals, type IntakeDay} from '../model/intakeDays.ts'
import {overviewLocaleNamespace} from '../overviewLocale.ts'
import {Failure} from './Failure.tsx'
import {IntakeChart} from './IntakeChart.tsx'
import {Panel} from './Panel.tsx'
import {Quiet} from './Quiet.tsx'
import {Swatch} from './Swatch.tsx'

/** Longest list of moments that the store is asked for, of each kind. */
const CUT_OFF = 10_000

/** What an {@link IntakePanel} shows. */
export interface IntakePanelProps {
  query: Pick<UseQueryResult<RecordsAnswer>, 'data' | 'error' | 'isError' | 'refetch'>
  /** `undefined` while the store has not answered. */
  days: readonly IntakeDay[] | undefined
  timeZone: string
}

function Legend(props: {days: readonly IntakeDay[]}) {
  const {t} = useTranslation(overviewLocaleNamespace)
  const totals = intakeTotals(props.days)
  return (
    <Flex gap={3} wrap="wrap">
      {(['lead', 'newsletter'] as const).map((kind) => (
        <Flex align="center" gap={2} key={kind}>
          <Swatch kind={kind} />
          <Text size={1}>
            {t(`intake.${kind}`)} {totals[kind].toLocaleString('en')}
          </Text>
        </Flex>
      ))}
    </Flex>
  )
}

/** Submissions of the last 30 days: waiting, failed, empty, or the picture. */
export function IntakePanel(props: IntakePanelProps) {
  const {query, days, timeZone} = props
  const {t} = useTranslation(overviewLocaleNamespace)
  const {data} = query
  const cutOff = [data?.leadTimes, data?.newsletterTimes].some((list) => list?.length === CUT_OFF)
  const content = () => {
    if (!days) {
      if (!query.isError) return <LoadingState label={t('intake.title')} />
      return (
        <Failure
          error={query.error}
          onRetry={() => void query.refetch()}
          title={t('intake.failed')}
        />
      )
    }
    const {lead, newsletter} = intakeTotals(days)
    return lead + newsletter === 0 ? (
      <Quiet text={t('intake.empty')} />
    ) : (
      <IntakeChart days={days} />
    )
  }
  return (
    <Panel
      aside={days && <Legend days={days} />}
      description={t('intake.description', {timeZone})}
      title={t('intake.title')}
    >
      {content()}
      {cutOff && (
        <Box paddingBottom={4} paddingX={4}>
          <Text muted size={1}>
            {t('intake.cut-off')}
          </Text>
        </Box>
      )}
    </Panel>
  )
}
