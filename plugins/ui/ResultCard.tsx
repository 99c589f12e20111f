import {Card, Stack, Text} from '@sanity/ui'
import type {ReactNode} from 'react'

/** What a {@link ResultCard} says. */
export interface ResultCardProps {
  tone: 'caution' | 'critical' | 'positive'
  /** The result in one line. */
  title: string
  /** What there is to say beyond it. */
  children?: ReactNode
}

/** What came of work. Announced to screen readers. */
export function ResultCard(props: ResultCardProps) {
  const {tone, title, children} = props
  return (
    <Card border padding={3} radius={2} role={tone === 'critical' ? 'alert' : 'status'} tone={tone}>
      <Stack gap={3}>
        <Text size={1} style={{overflowWrap: 'anywhere'}} weight="medium">
          {title}
        </Text>
        {children}
      </Stack>
    </Card>
  )
}
