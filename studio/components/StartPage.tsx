import {Card, Container, Flex} from '@sanity/ui'
import type {ReactNode} from 'react'

/** A page in place of the whole Studio, for a notice that leaves nothing else to show. */
export function StartPage(props: {children: ReactNode}) {
  return (
    <Card as="main" height="fill" tone="transparent">
      <Flex align="center" justify="center" height="fill" padding={4}>
        <Container width={1}>
          <Card padding={5} radius={3} border>
            {props.children}
          </Card>
        </Container>
      </Flex>
    </Card>
  )
}
