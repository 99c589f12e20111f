import {Box} from '@sanity/ui'
import type {UseQueryResult} from '@tanstack/react-query'
import {Bar, BarChart, LabelList, ResponsiveContainer, XAxis, YAxis} from 'recharts'
import {useTranslation} from 'sanity'
import type {Site} from '../../../core/sanity.types.generated.ts'
import {Panel, Quiet, Unanswered} from '../../ui/Panel.tsx'
import {CHART_HEIGHT, FIRST_SIZE} from '../chartStyle.ts'
import type {PipelineAnswer} from '../data/requests.ts'
import {overviewLocaleNamespace} from '../overviewLocale.ts'
import {FiguresTable} from '../overviewStyles.ts'
import {type PipelineStep, pipelineSteps} from './pipelineSteps.ts'

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
      return <Unanswered failed={t('pipeline.failed')} label={t('pipeline.title')} query={query} />
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

const LABEL_STYLE = {fill: 'var(--card-fg-color)', fontSize: 13} as const

function color({tone}: PipelineStep): string {
  return `var(--card-badge-${tone}-dot-color)`
}

/** Leads by status as bars, and the same figures as a table for those who do not see them. */
function PipelineChart(props: {steps: readonly PipelineStep[]}) {
  const {steps} = props
  const {t} = useTranslation(overviewLocaleNamespace)
  const total = steps.reduce((sum, step) => sum + step.count, 0)
  const bars = steps.map((step) => {
    const percent = total === 0 ? 0 : Math.round((100 * step.count) / total)
    return {...step, fill: color(step), label: t('pipeline.share', {count: step.count, percent})}
  })
  const longest = Math.max(...steps.map((step) => step.title.length))
  return (
    <Box paddingX={4} paddingY={3}>
      <div aria-hidden="true" data-testid="pipeline-chart" style={{height: CHART_HEIGHT}}>
        <ResponsiveContainer initialDimension={FIRST_SIZE}>
          <BarChart
            accessibilityLayer={false}
            barCategoryGap="28%"
            data={bars}
            layout="vertical"
            margin={{top: 0, right: 96, bottom: 0, left: 0}}
          >
            <XAxis domain={[0, 'dataMax']} hide type="number" />
            <YAxis
              axisLine={false}
              dataKey="title"
              interval={0}
              tick={LABEL_STYLE}
              tickLine={false}
              type="category"
              width={Math.min(160, 20 + longest * 7.5)}
            />
            <Bar
              background={{fill: 'var(--card-muted-bg-color)', radius: 3}}
              dataKey="count"
              isAnimationActive={false}
              maxBarSize={26}
              minPointSize={2}
              radius={3}
            >
              <LabelList
                dataKey="label"
                fill="var(--card-fg-color)"
                fontSize={13}
                position="right"
              />
            </Bar>
          </BarChart>
        </ResponsiveContainer>
      </div>
      <FiguresTable>
        <caption>{t('pipeline.description')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('pipeline.column.status')}</th>
            <th scope="col">{t('pipeline.column.leads')}</th>
          </tr>
        </thead>
        <tbody>
          {steps.map((step) => (
            <tr key={step.value ?? ''}>
              <th scope="row">{step.title}</th>
              <td>{step.count}</td>
            </tr>
          ))}
        </tbody>
      </FiguresTable>
    </Box>
  )
}
