/** Text of a chart's axes, in the colours of the Studio's theme. */
export const AXIS_TEXT = {fill: 'var(--card-muted-fg-color)', fontSize: 12} as const

/** Colours of the two kinds of form. */
export const INTAKE_COLORS = {
  lead: 'var(--card-avatar-blue-bg-color)',
  newsletter: 'var(--card-avatar-cyan-bg-color)',
} as const

/** Height of both charts, in CSS pixels. */
export const CHART_HEIGHT = 236

/** Size of a chart before its frame is measured, in CSS pixels. */
export const FIRST_SIZE = {width: 480, height: CHART_HEIGHT} as const
