import {Stack, Text} from '@sanity/ui'
import {useDateTimeFormat, useTranslation} from 'sanity'
import {sparkPath, type SparkPoint} from '../../ui/sparkPath.ts'
import {governanceLocaleNamespace} from '../governanceLocale.ts'

const [WIDTH, HEIGHT] = [600, 80]

/** What a {@link TrendLine} shows. */
export interface TrendLineProps {
  title: string
  /** Oldest first. */
  points: readonly SparkPoint[]
  timeZone: string
}

/** How a figure went from snapshot to snapshot, as a line and in words. */
export function TrendLine(props: TrendLineProps) {
  const {title, points, timeZone} = props
  const {t} = useTranslation(governanceLocaleNamespace)
  const format = useDateTimeFormat({dateStyle: 'medium', timeZone})
  const [first, last] = [points[0], points.at(-1)]
  if (!first || !last || points.length < 2) return null
  const words = t('history.trend', {
    from: first.value,
    to: last.value,
    since: format.format(new Date(first.at)),
  })
  return (
    <Stack gap={2}>
      <Text size={1} weight="medium">
        {title}
      </Text>
      <svg
        aria-hidden="true"
        height={HEIGHT}
        preserveAspectRatio="none"
        style={{overflow: 'visible', width: '100%'}}
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      >
        <path
          d={sparkPath(points, WIDTH, HEIGHT)}
          fill="none"
          stroke="var(--card-badge-primary-dot-color)"
          strokeWidth="2"
          vectorEffect="non-scaling-stroke"
        />
      </svg>
      <Text muted size={1}>
        {words}
      </Text>
    </Stack>
  )
}
