import {Stack, Text} from '@sanity/ui'
import {useId, type ReactNode} from 'react'

/** Choices that exclude one another, under a heading. */
export function ChoiceGroup(props: {title: string; children: ReactNode}) {
  const id = useId()
  return (
    <Stack aria-labelledby={id} gap={3} role="radiogroup">
      <Text id={id} size={1} weight="medium">
        {props.title}
      </Text>
      {props.children}
    </Stack>
  )
}
