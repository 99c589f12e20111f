import {Button} from '@sanity/ui'
import {useErrorReason} from '../ui/useProblemText.ts'
import {Unanswered, type UnansweredProps} from '../ui/Panel.tsx'

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
