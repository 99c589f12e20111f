import {Card, Stack, Text} from '@sanity/ui'
import {useId, type ReactNode} from 'react'

/** A titled group of questions. */
export function Part(props: {title: string; description: string; children?: ReactNode}) {
  const {title, description, children} = props
  const id = useId()
  return (
    <Card aria-labelledby={id} as="section" border padding={4} radius={3}>
      <Stack gap={4}>
        <Stack gap={3}>
          <Text as="h2" id={id} size={1} weight="semibold">
            {title}
          </Text>
          <Text muted size={1}>
            {description}
          </Text>
        </Stack>
        {children}
      </Stack>
    </Card>
  )
}
