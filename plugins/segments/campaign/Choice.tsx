import {Flex, Radio, Stack, Text} from '@sanity/ui'
import {useId} from 'react'

/** What a {@link Choice} shows. */
export interface ChoiceProps {
  /** Shared by the choices that exclude one another. */
  name: string
  text: string
  description?: string
  isChosen: boolean
  isDisabled?: boolean
  onChoose: () => void
}

/** One of several ways, with a few words about it. */
export function Choice(props: ChoiceProps) {
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
