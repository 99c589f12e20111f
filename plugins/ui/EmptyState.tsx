import {Card, Container, Flex, Heading, Stack, Text} from '@sanity/ui'
import type {ComponentType, ReactNode} from 'react'

/** What an {@link EmptyState} shows. */
export interface EmptyStateProps {
  /** An icon from `@sanity/icons`. */
  icon: ComponentType
  title: string
  /** One or two sentences: why there is nothing here and what would change that. */
  description: ReactNode
  /** Buttons or links. */
  actions?: ReactNode
  /** Anything longer that helps, such as an example. */
  children?: ReactNode
}

/**
 * Shows that there is nothing here. Only for answers that are empty: for failures use `ErrorState`, for
 * waiting `LoadingState`.
 */
export function EmptyState(props: EmptyStateProps) {
  const {icon: Icon, title, description, actions, children} = props
  return (
    <Flex align="center" justify="center" height="fill" padding={4}>
      <Container width={1}>
        <Stack gap={5}>
          <Flex align="center" direction="column" gap={4}>
            <Card padding={3} radius="full" tone="transparent">
              <Text size={3} muted>
                <Icon />
              </Text>
            </Card>
            <Heading as="h2" align="center" size={1}>
              {title}
            </Heading>
            <Text align="center" muted size={1}>
              {description}
            </Text>
          </Flex>
          {actions && (
            <Flex gap={2} justify="center" wrap="wrap">
              {actions}
            </Flex>
          )}
          {children}
        </Stack>
      </Container>
    </Flex>
  )
}
