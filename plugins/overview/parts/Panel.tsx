import {Box, Card, Flex, Stack, Text} from '@sanity/ui'
import {useId, type ReactNode} from 'react'

/** What a {@link Panel} shows. */
export interface PanelProps {
  title: string
  /** One muted line below the title. */
  description?: ReactNode
  /** Stands at the right of the title. */
  aside?: ReactNode
  children: ReactNode
}

/** A titled part of the page. */
export function Panel(props: PanelProps) {
  const {title, description, aside, children} = props
  const id = useId()
  return (
    <Card aria-labelledby={id} as="section" border height="fill" overflow="hidden" radius={3}>
      <Flex direction="column" height="fill">
        <Box paddingX={4} paddingTop={4}>
          <Flex align="center" gap={3}>
            <Stack flex={1} gap={3}>
              <Text as="h2" id={id} size={1} weight="semibold">
                {title}
              </Text>
              {description && (
                <Text muted size={1}>
                  {description}
                </Text>
              )}
            </Stack>
            {aside}
          </Flex>
        </Box>
        <Flex direction="column" flex={1} style={{minHeight: 0}}>
          {children}
        </Flex>
      </Flex>
    </Card>
  )
}
