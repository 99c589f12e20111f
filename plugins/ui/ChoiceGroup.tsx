import {Flex, Radio, Stack, Text} from '@sanity/ui'
import {useId, type ReactNode} from 'react'

/** What a {@link ChoiceGroup} holds. */
export interface ChoiceGroupProps {
  title: string
  /** {@link RadioChoice}s. */
  children: ReactNode
}

/** Choices of which one holds, with a heading. */
export function ChoiceGroup(props: ChoiceGroupProps) {
  const id = useId()
  return (
    <Stack aria-labelledby={id} gap={4} role="radiogroup">
      <Text id={id} size={1} weight="medium">
        {props.title}
      </Text>
      {props.children}
    </Stack>
  )
}

/** What a {@link RadioChoice} offers. */
export interface RadioChoiceProps {
  /** Name of the radio group. */
  name: string
  text: string
  description?: string
  isChosen: boolean
  isDisabled?: boolean
  onChoose: () => void
}

/** A radio button with what choosing it means. */
export function RadioChoice(props: RadioChoiceProps) {
  const {name, text, description, isChosen, isDisabled = false, onChoose} = props
  const id = useId()
  return (
    <Flex gap={3}>
      <Radio
        aria-describedby={description === undefined ? undefined : `${id}-description`}
        checked={isChosen}
        disabled={isDisabled}
        id={id}
        name={name}
        onChange={onChoose}
      />
      <Stack flex={1} gap={2} paddingTop={1}>
        <Text as="label" htmlFor={id} muted={isDisabled} size={1}>
          {text}
        </Text>
        {description !== undefined && (
          <Text id={`${id}-description`} muted size={1}>
            {description}
          </Text>
        )}
      </Stack>
    </Flex>
  )
}
