import {Button} from '@sanity/ui'
import type {ComponentType} from 'react'

/** What an {@link IconButton} shows and does. */
export interface IconButtonProps {
  icon: ComponentType
  /** For screen readers and on hover. */
  label: string
  isDisabled?: boolean
  onClick: () => void
}

/** A quiet button without text. */
export function IconButton(props: IconButtonProps) {
  const {icon, label, isDisabled = false, onClick} = props
  return (
    <Button
      aria-label={label}
      disabled={isDisabled}
      fontSize={1}
      icon={icon}
      mode="bleed"
      onClick={onClick}
      padding={2}
      title={label}
    />
  )
}
