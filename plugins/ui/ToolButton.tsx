import {Button} from '@sanity/ui'
import type {ComponentType} from 'react'

/** What a {@link ToolButton} shows and does. */
export interface ToolButtonProps {
  text: string
  onClick: () => void
  icon?: ComponentType
  mode?: 'bleed' | 'default' | 'ghost'
  tone?: 'caution' | 'default' | 'primary'
  padding?: 2 | 3
  isDisabled?: boolean
  isBusy?: boolean
}

/** A button in the size of the tools. A busy one is disabled. */
export function ToolButton(props: ToolButtonProps) {
  const {text, onClick, icon, mode = 'ghost', tone = 'default', padding = 2} = props
  const {isDisabled = false, isBusy = false} = props
  return (
    <Button
      disabled={isDisabled || isBusy}
      fontSize={1}
      icon={icon}
      loading={isBusy}
      mode={mode}
      onClick={onClick}
      padding={padding}
      text={text}
      tone={tone}
    />
  )
}
