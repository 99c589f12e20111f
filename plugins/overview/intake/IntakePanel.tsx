import {Box, Card, Flex, Stack, Text} from '@sanity/ui'
import type {UseQueryResult} from '@tanstack/react-query'
import {Bar, BarChart, CartesianGrid, ResponsiveContainer, Tooltip, XAxis, YAxis} from 'recharts'
import {useDateTimeFormat, useTranslation} from 'sanity'
import {z} from 'zod'
import {Panel, Quiet, Unanswered} from '../../ui/Panel.tsx'
import {AXIS_TEXT, CHART_HEIGHT, FIRST_SIZE, INTAKE_COLORS} from '../chartStyle.ts'
import type {RecordsAnswer} from '../data/requests.ts'
import {overviewLocaleNamespace} from '../overviewLocale.ts'
import {FiguresTable} from '../overviewStyles.ts'
import {type IntakeDay, intakeTotals} from './intakeDays.ts'

const KINDS = ['lead', 'newsletter'] as const

/** Longest list of moments that the store is asked for, of each kind. */
const CUT_OFF = 10_000

/** What an {@link IntakePanel} shows. */
export interface IntakePanelProps {
  query: Pick<UseQueryResult<RecordsAnswer>, 'data' | 'error' | 'isError' | 'refetch'>
  /** `undefined` while the store has not answered. */
  days: readonly IntakeDay[] | undefined
  timeZone: string
}

/** Submissions of the last 30 days: waiting, failed, empty, or the picture. */
export function IntakePanel(props: IntakePanelProps) {
  const {query, days, timeZone} = props
  const {t} = useTranslation(overviewLocaleNamespace)
  const {data} = query
  const cutOff = [data?.leadTimes, data?.newsletterTimes].some((list) => list?.length === CUT_OFF)
  const content = () => {
    if (!days) {
      return <Unanswered failed={t('intake.failed')} label={t('intake.title')} query={query} />
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

function Legend(props: {days: readonly IntakeDay[]}) {
  const {t} = useTranslation(overviewLocaleNamespace)
  const totals = intakeTotals(props.days)
  return (
    <Flex gap={3} wrap="wrap">
      {KINDS.map((kind) => (
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

/** Submissions by day as stacked bars, and the same figures as a table. */
function IntakeChart(props: {days: readonly IntakeDay[]}) {
  const {days} = props
  const {t} = useTranslation(overviewLocaleNamespace)
  const format = useDateTimeFormat({day: 'numeric', month: 'short', timeZone: 'UTC'})
  const bars = days.map((day) => ({...day, day: format.format(new Date(`${day.day}T00:00:00Z`))}))
  return (
    <Box paddingX={4} paddingY={3}>
      <div aria-hidden="true" data-testid="intake-chart" style={{height: CHART_HEIGHT}}>
        <ResponsiveContainer initialDimension={FIRST_SIZE}>
          <BarChart
            accessibilityLayer={false}
            barCategoryGap="22%"
            data={bars}
            margin={{top: 8, right: 0, bottom: 0, left: 0}}
          >
            <CartesianGrid stroke="var(--card-border-color)" vertical={false} />
            <XAxis
              axisLine={{stroke: 'var(--card-border-color)'}}
              dataKey="day"
              interval="equidistantPreserveStart"
              minTickGap={28}
              tick={AXIS_TEXT}
              tickLine={false}
            />
            <YAxis
              allowDecimals={false}
              axisLine={false}
              tick={AXIS_TEXT}
              tickLine={false}
              width={30}
            />
            <Tooltip
              content={IntakeTooltip}
              cursor={{fill: 'var(--card-muted-bg-color)'}}
              isAnimationActive={false}
            />
            {KINDS.map((kind, index) => (
              <Bar
                dataKey={kind}
                fill={INTAKE_COLORS[kind]}
                isAnimationActive={false}
                key={kind}
                radius={index === KINDS.length - 1 ? [2, 2, 0, 0] : 0}
                stackId="intake"
              />
            ))}
          </BarChart>
        </ResponsiveContainer>
      </div>
      <FiguresTable>
        <caption>{t('intake.title')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('intake.column.day')}</th>
            {KINDS.map((kind) => (
              <th key={kind} scope="col">
                {t(`intake.${kind}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {bars.map((day) => (
            <tr key={day.day}>
              <th scope="row">{day.day}</th>
              <td>{day.lead}</td>
              <td>{day.newsletter}</td>
            </tr>
          ))}
        </tbody>
      </FiguresTable>
    </Box>
  )
}

const Day = z.object({day: z.string(), lead: z.number(), newsletter: z.number()})

/** The figures of the day under the pointer; its props are those of the chart's `Tooltip`. */
function IntakeTooltip(props: {active?: boolean; payload?: readonly {payload?: unknown}[]}) {
  const {t} = useTranslation(overviewLocaleNamespace)
  const day = Day.safeParse(props.payload?.[0]?.payload)
  if (!props.active || !day.success) return null
  return (
    <Card padding={3} radius={2} shadow={2}>
      <Stack gap={3}>
        <Text size={1} weight="semibold">
          {day.data.day}
        </Text>
        {(['newsletter', 'lead'] as const).map((kind) => (
          <Flex align="center" gap={2} key={kind}>
            <Swatch kind={kind} />
            <Text size={1}>
              {t(`intake.${kind}`)}: {day.data[kind]}
            </Text>
          </Flex>
        ))}
      </Stack>
    </Card>
  )
}

/** The colour of a kind of form. */
function Swatch({kind}: {kind: (typeof KINDS)[number]}) {
  const background = INTAKE_COLORS[kind]
  return (
    <span
      aria-hidden="true"
      style={{background, borderRadius: 2, display: 'inline-block', height: 10, width: 10}}
    />
  )
}
