import {Box, Card, Flex, Stack, Text} from '@sanity/ui'
import {type ReactNode, useId} from 'react'
import {LoadingState} from './LoadingState.tsx'
import {ReadError, type ReadErrorProps} from './ReadError.tsx'

/** What a {@link Panel} shows. */
export interface PanelProps {
  title: string
  /** One muted line below the title. */
  description?: ReactNode
  /** Stands at the right of the title. */
  aside?: ReactNode
  children: ReactNode
}

/** A titled part of a page. */
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

/** The text of a panel that is empty; only for answers that are empty. */
export function Quiet(props: {text: string}) {
  return (
    <Flex align="center" flex={1} justify="center" padding={5} style={{minHeight: 160}}>
      <Text align="center" muted size={1}>
        {props.text}
      </Text>
    </Flex>
  )
}

/** Why a panel has no content. */
export function Failure(props: ReadErrorProps) {
  return (
    <Box flex={1} padding={2}>
      <ReadError {...props} />
    </Box>
  )
}

/** What an {@link Unanswered} panel shows. */
export interface UnansweredProps {
  query: {error: unknown; isError: boolean; refetch: () => unknown}
  /** What is waited for. */
  label: string
  /** Title of the failure, such as "The pipeline could not be read". */
  failed: string
}

/** The content of a panel whose query has no answer yet: a wait, or why it failed. */
export function Unanswered(props: UnansweredProps) {
  const {query, label, failed} = props
  if (!query.isError) return <LoadingState label={label} />
  return <Failure error={query.error} onRetry={() => void query.refetch()} title={failed} />
}
