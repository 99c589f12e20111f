/** A point of a sparkline. */
export interface SparkPoint {
  at: string
  value: number
}

/** The points of a history that can be drawn, in their order. */
export function sparkPoints(
  history:
    | readonly {at?: string | null | undefined; value?: number | null | undefined}[]
    | null
    | undefined,
): SparkPoint[] {
  return (history ?? []).flatMap(({at, value}) =>
    typeof at === 'string' && typeof value === 'number' ? [{at, value}] : [],
  )
}

/**
 * The line through some points as the `d` of an SVG path: time goes to the right, values up. A line
 * that does not rise or fall is in the middle.
 */
export function sparkPath(points: readonly SparkPoint[], width: number, height: number): string {
  const times = points.map(({at}) => Date.parse(at))
  const values = points.map(({value}) => value)
  const [start, low] = [Math.min(...times), Math.min(...values)]
  const span = Math.max(...times) - start || 1
  const range = Math.max(...values) - low
  return points
    .map(({value}, index) => {
      const x = (((times[index] ?? start) - start) / span) * width
      const y = range === 0 ? height / 2 : height - ((value - low) / range) * height
      return `${index === 0 ? 'M' : 'L'}${x.toFixed(1)} ${y.toFixed(1)}`
    })
    .join('')
}
