import {Button} from '@sanity/ui'
import type {ComponentType} from 'react'
import {useErrorReason} from '../ui/useProblemText.ts'
import {Unanswered, type UnansweredProps} from '../ui/Panel.tsx'

/** A button in the size of these tools. A busy one is disabled. */
export function ToolButton(props: {
  text: string
  onClick: () => void
  icon?: ComponentType
  mode?: 'bleed' | 'default' | 'ghost'
  tone?: 'caution' | 'default' | 'primary'
  padding?: 2 | 3
  isDisabled?: boolean
  isBusy?: boolean
}) {
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

/** Buttons of which one is pressed. */
export function ChoiceButtons<T extends string>(props: {
  values: readonly T[]
  value: T
  textOf: (value: T) => string
  onChoose: (value: T) => void
}) {
  const {values, value, textOf, onChoose} = props
  return values.map((each) => (
    <Button
      aria-pressed={each === value}
      fontSize={1}
      key={each}
      mode="bleed"
      onClick={() => onChoose(each)}
      padding={2}
      selected={each === value}
      text={textOf(each)}
    />
  ))
}

/** An `Unanswered` part with a title of its own for people who may not see the answer. */
export function UnansweredOrDenied({denied, ...rest}: UnansweredProps & {denied: string}) {
  const errorReason = useErrorReason()
  const {query, failed} = rest
  const isDenied = query.isError && errorReason(query.error).kind === 'denied'
  return <Unanswered {...rest} failed={isDenied ? denied : failed} />
}
