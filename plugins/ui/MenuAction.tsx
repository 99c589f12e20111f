import {MenuItem} from '@sanity/ui/menu'
import type {ComponentType} from 'react'

/** What a {@link MenuAction} offers. */
export interface MenuActionProps {
  icon: ComponentType
  text: string
  /** Replaces the text for users who may not, and says who may. */
  deniedText: string
  isAllowed: boolean
  tone?: 'critical'
  onClick: () => void
}

/**
 * An item of the menu. An item that is not allowed can still be focused and read, unlike a disabled
 * one: it says who may do it.
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
