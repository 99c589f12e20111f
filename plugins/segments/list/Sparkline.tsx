import {Text} from '@sanity/ui'
import {useDateTimeFormat, useTranslation} from 'sanity'
import {segmentsLocaleNamespace} from '../segmentsLocale.ts'
import {Hidden} from '../../ui/Hidden.ts'
import {Spark} from '../segmentsStyles.ts'
import {sparkPath, type SparkPoint} from '../../ui/sparkPath.ts'

const [WIDTH, HEIGHT] = [112, 28]

/** How a count went over the days, as a line; in words for screen readers and on hover. */
export function Sparkline(props: {points: readonly SparkPoint[]}) {
  const {points} = props
  const {t} = useTranslation(segmentsLocaleNamespace)
  const format = useDateTimeFormat({day: 'numeric', month: 'short', timeZone: 'UTC'})
  const [first, last] = [points[0], points.at(-1)]
  if (!first || !last || points.length < 2) {
    return (
      <Text muted size={0}>
        {t('card.no-history')}
      </Text>
    )
  }
  const words = t('card.history', {
    from: first.value,
    to: last.value,
    since: format.format(new Date(first.at)),
  })
  const path = sparkPath(points, WIDTH, HEIGHT)
  const [x, y] = path.split('L').at(-1)?.split(' ') ?? []
  return (
    <span title={words}>
      <Hidden>{words}</Hidden>
      <Spark aria-hidden="true" height={HEIGHT} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} width={WIDTH}>
        <path d={path} />
        <circle cx={x} cy={y} r="2.5" />
      </Spark>
    </span>
  )
}
