import {Box, Card, Flex, Select, Text} from '@sanity/ui'
import type {ReactNode} from 'react'
import {SearchInput} from '../SearchInput.tsx'
import {ToolHeading} from '../ToolHeading.tsx'

/** What a {@link CardsHeading} shows. */
export interface CardsHeadingProps<Order extends string> {
  title: string
  /** How many records there are. */
  total: string
  search: {value: string; label: string; placeholder: string; onChange: (search: string) => void}
  order: {
    value: Order
    label: string
    offered: readonly Order[]
    titleOf: (order: Order) => string
    onChange: (order: Order) => void
  }
  /** Buttons: first those for further things, last the main one. */
  children: ReactNode
}

/** The heading of a page of cards: the number of records, search, order, and buttons. */
export function CardsHeading<Order extends string>(props: CardsHeadingProps<Order>) {
  const {title, total, search, order, children} = props
  return (
    <Card borderBottom padding={3}>
      <Flex align="center" gap={3} wrap="wrap">
        <ToolHeading title={title} />
        <Box flex={1}>
          <Text muted size={1} textOverflow="ellipsis">
            {total}
          </Text>
        </Box>
        <Flex gap={2} wrap="wrap">
          <Box style={{width: 240}}>
            <SearchInput {...search} />
          </Box>
          <Box style={{width: 150}}>
            <Select
              aria-label={order.label}
              fontSize={1}
              onChange={(event) => {
                const {value} = event.currentTarget
                const chosen = order.offered.find((each) => each === value)
                if (chosen) order.onChange(chosen)
              }}
              padding={2}
              value={order.value}
            >
              {order.offered.map((each) => (
                <option key={each} value={each}>
                  {order.titleOf(each)}
                </option>
              ))}
            </Select>
          </Box>
        </Flex>
        <Flex gap={2} wrap="wrap">
          {children}
        </Flex>
      </Flex>
    </Card>
  )
}
