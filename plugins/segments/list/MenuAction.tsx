import {MenuItem} from '@sanity/ui/menu'
import type {ComponentType} from 'react'

/** What a {@link MenuAction} does, or why it does not. */
export interface MenuActionProps {
  icon: ComponentType
  text: string
  /** Says who may do it, in place of the text, to those who may not. */
  deniedText: string
  isAllowed: boolean
  tone?: 'critical'
  onClick: () => void
}

/**
 * An action of a menu. Where it is not allowed it stays in reach of the keyboard and can be read, as
 * a disabled item of a menu can't: it says who may do it.
 */
export function MenuAction(props: MenuActionProps) {
  const {icon, text, deniedText, isAllowed, tone = 'default', onClick} = props
  return (
    <MenuItem
      aria-disabled={!isAllowed}
      fontSize={1}
      icon={icon}
      onClick={isAllowed ? onClick : undefined}
      style={isAllowed ? undefined : {cursor: 'not-allowed', opacity: 0.65}}
      text={isAllowed ? text : deniedText}
      tone={isAllowed ? tone : 'default'}
    />
  )
}
