import type {BadgeTone} from '@sanity/ui'
import type {ComponentType} from 'react'

/**
 * A value by icon and text, drawn by the grid's own style sheet: rows come and go by the dozen while
 * one scrolls, and a styled component in each cell would be felt.
 */
export function Pill(props: {icon: ComponentType; text: string; tone: BadgeTone}) {
  const {icon: Icon, text, tone} = props
  return (
    <span data-pill={tone}>
      <Icon aria-hidden="true" />
      <span>{text}</span>
    </span>
  )
}
