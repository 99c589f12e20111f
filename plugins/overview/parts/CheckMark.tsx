import {CheckmarkCircleIcon} from '@sanity/icons/CheckmarkCircle'
import {CloseCircleIcon} from '@sanity/icons/CloseCircle'
import {HelpCircleIcon} from '@sanity/icons/HelpCircle'
import {WarningOutlineIcon} from '@sanity/icons/WarningOutline'
import {SrOnly, Text} from '@sanity/ui'
import type {ComponentType} from 'react'
import {styled} from 'styled-components'

/** How something stands. */
export type Standing = 'good' | 'flawed' | 'bad' | 'unknown'

const LOOKS: Record<Standing, {icon: ComponentType; color: string}> = {
  good: {icon: CheckmarkCircleIcon, color: 'var(--card-badge-positive-icon-color)'},
  flawed: {icon: WarningOutlineIcon, color: 'var(--card-badge-caution-icon-color)'},
  bad: {icon: CloseCircleIcon, color: 'var(--card-badge-critical-icon-color)'},
  unknown: {icon: HelpCircleIcon, color: 'var(--card-muted-fg-color)'},
}

const Tinted = styled.span<{$color: string}>`
  --card-icon-color: ${({$color}) => $color};
`

/** What a {@link CheckMark} shows. */
export interface CheckMarkProps {
  standing: Standing
  /** The same in a word, for those who do not see the icon. */
  label: string
}

/** How something stands, by the form of an icon, its colour, and a word. */
export function CheckMark(props: CheckMarkProps) {
  const {icon: Icon, color} = LOOKS[props.standing]
  return (
    <Text size={1}>
      <Tinted $color={color} aria-hidden="true" title={props.label}>
        <Icon />
      </Tinted>
      <SrOnly>{props.label}</SrOnly>
    </Text>
  )
}
