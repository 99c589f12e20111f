import {Box} from '@sanity/ui'
import {useDateTimeFormat, useTranslation} from 'sanity'
import {Bar, BarChart, CartesianGrid, ResponsiveContainer, Tooltip, XAxis, YAxis} from 'recharts'
import type {IntakeDay} from '../model/intakeDays.ts'
import {overviewLocaleNamespace} from '../overviewLocale.ts'
import {FiguresTable} from '../overviewStyles.ts'
import {AXIS_TEXT, CHART_HEIGHT, FIRST_SIZE, INTAKE_COLORS} from './chartStyle.ts'
import {IntakeTooltip} from './IntakeTooltip.tsx'

const KINDS = ['lead', 'newsletter'] as const

/** Submissions by day as stacked bars, and the same figures as a table. */
export function IntakeChart(props: {days: readonly IntakeDay[]}) {
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
