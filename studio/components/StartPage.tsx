import {Box, Button, Card, Container, Flex, Heading, Stack, Text} from '@sanity/ui'
import type {ComponentType} from 'react'

/** What a {@link StartPage} says and offers. */
export interface StartPageProps {
  icon: ComponentType
  title: string
  /** Why, in full sentences. */
  children: string[]
  action: {text: string; onClick: () => void}
  tone?: 'default' | 'caution'
}

/** A page in place of the whole Studio: what is the matter, and the one thing to do about it. */
export function StartPage(props: StartPageProps) {
  const {icon: Icon, title, children, action, tone = 'default'} = props
  return (
    <Card height="fill" tone={tone === 'caution' ? 'transparent' : 'default'} as="main">
      <Flex align="center" justify="center" height="fill" padding={4}>
        <Container width={1}>
          <Card padding={5} radius={3} border>
            <Flex gap={4}>
              <Box flex="none">
                <Text size={3} muted>
                  <Icon />
                </Text>
              </Box>
              <Stack gap={5} flex={1}>
                <Stack gap={4}>
                  <Heading as="h1" size={2}>
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
          </Card>
        </Container>
      </Flex>
    </Card>
  )
}
