import {Box, Flex, Heading, Stack, Text} from '@sanity/ui'
import type {ComponentType, ReactNode} from 'react'

/** What a {@link StartNotice} says and offers. */
export interface StartNoticeProps {
  icon: ComponentType
  title: string
  /** Why, in full sentences. */
  sentences: string[]
  /** Buttons with what can be done about it. */
  children: ReactNode
}

/** What is the matter when the Studio can't show a workspace, and what to do about it. */
export function StartNotice(props: StartNoticeProps) {
  const {icon: Icon, title, sentences, children} = props
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
          {sentences.map((sentence) => (
            <Text key={sentence} muted size={1}>
              {sentence}
            </Text>
          ))}
        </Stack>
        <Flex gap={2} wrap="wrap">
          {children}
        </Flex>
      </Stack>
    </Flex>
  )
}
