import {AddIcon} from '@sanity/icons/Add'
import {Box, Button, Card, Flex, Heading, Select, Text} from '@sanity/ui'
import {useTranslation} from 'sanity'
import {useStateLink} from 'sanity/router'
import {SearchInput} from '../../ui/SearchInput.tsx'
import {segmentsLocaleNamespace} from '../segmentsLocale.ts'
import {parseSegmentOrder, SEGMENT_ORDERS, type SegmentOrder} from './segmentOrder.ts'
import {NEW_SEGMENT} from '../data/segmentsData.ts'

/** What a {@link ListHeading} shows and changes. */
export interface ListHeadingProps {
  total: number
  search: string
  order: SegmentOrder
  mayCreate: boolean
  onSearch: (search: string) => void
  onSort: (order: SegmentOrder) => void
}

/** The line over the cards: how many segments there are, the search, the order, and a new one. */
export function ListHeading(props: ListHeadingProps) {
  const {total, search, order, mayCreate, onSearch, onSort} = props
  const {t} = useTranslation(segmentsLocaleNamespace)
  const create = useStateLink({state: {segmentId: NEW_SEGMENT}})
  return (
    <Card borderBottom paddingX={3} paddingY={2}>
      <Flex align="center" gap={4} style={{minHeight: 35}} wrap="wrap">
        <Heading as="h1" size={0}>
          {t('list.title')}
        </Heading>
        <Box flex={1}>
          <Text muted size={1}>
            {t('list.total', {count: total})}
          </Text>
        </Box>
        <Flex gap={2}>
          <Box style={{width: 240}}>
            <SearchInput
              label={t('list.search')}
              onChange={onSearch}
              placeholder={t('list.search-placeholder')}
              value={search}
            />
          </Box>
          <Box style={{width: 150}}>
            <Select
              aria-label={t('list.order')}
              fontSize={1}
              onChange={(event) => onSort(parseSegmentOrder(event.currentTarget.value))}
              padding={2}
              value={order}
            >
              {SEGMENT_ORDERS.map((known) => (
                <option key={known} value={known}>
                  {t(`list.order-${known}`)}
                </option>
              ))}
            </Select>
          </Box>
          {mayCreate && (
            <Button
              as="a"
              fontSize={1}
              href={create.href}
              icon={AddIcon}
              onClick={create.onClick}
              padding={2}
              text={t('list.create')}
            />
          )}
        </Flex>
      </Flex>
    </Card>
  )
}
