import {Box, Button, Flex, Heading, Stack, Text} from '@sanity/ui'
import type {ComponentType} from 'react'

/** What a {@link StartNotice} says and offers. */
export interface StartNoticeProps {
  icon: ComponentType
  title: string
  /** Why, in full sentences. */
  children: string[]
  action: {text: string; onClick: () => void}
}

/** What is the matter when the Studio can't show a workspace, and the one thing to do about it. */
export function StartNotice(props: StartNoticeProps) {
  const {icon: Icon, title, children, action} = props
  return (
    <Flex gap={3}>
      <Box flex="none" paddingTop={1}>
        <Text size={2} muted>
          <Icon />
        </Text>
      </Box>
      <Stack gap={5} flex={1}>
        <Stack gap={4}>
          <Heading as="h1" size={1}>
            {title}
          </Heading>
          {children.map((sentence) => (
            <Text key={sentence} muted size={1}>
              {sentence}
            </Text>
          ))}
        </Stack>
        <Flex>
          <Button text={action.text} tone="primary" onClick={action.onClick} />
        </Flex>
      </Stack>
    </Flex>
  )
}
