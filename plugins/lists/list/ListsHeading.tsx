import {AddIcon} from '@sanity/icons/Add'
import {UploadIcon} from '@sanity/icons/Upload'
import {Box, Button, Card, Flex, Heading, Select, Text} from '@sanity/ui'
import {useTranslation} from 'sanity'
import {useStateLink} from 'sanity/router'
import {useImportLink} from '../../ui/useImportLink.ts'
import {SearchInput} from '../../ui/SearchInput.tsx'
import {LIST_ORDERS, parseListOrder, type ListOrder} from '../data/listsData.ts'
import {listsLocaleNamespace} from '../listsLocale.ts'
import {HISTORY_PAGE} from '../listsTool.ts'

/** What a {@link ListsHeading} shows. */
export interface ListsHeadingProps {
  total: number
  search: string
  order: ListOrder
  /** `null` for users who may not create lists. */
  onCreate: (() => void) | null
  onSearch: (search: string) => void
  onSort: (order: ListOrder) => void
}

/** The heading: the number of lists, search, order, and buttons for a new list and an import. */
export function ListsHeading(props: ListsHeadingProps) {
  const {total, search, order, onCreate, onSearch, onSort} = props
  const {t} = useTranslation(listsLocaleNamespace)
  const importLink = useImportLink()
  const history = useStateLink({state: {page: HISTORY_PAGE}})
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
        <Flex gap={2} wrap="wrap">
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
              onChange={(event) => onSort(parseListOrder(event.currentTarget.value))}
              padding={2}
              value={order}
            >
              {LIST_ORDERS.map((known) => (
                <option key={known} value={known}>
                  {t(`list.order-${known}`)}
                </option>
              ))}
            </Select>
          </Box>
          {onCreate && (
            <Button
              fontSize={1}
              icon={AddIcon}
              mode="ghost"
              onClick={onCreate}
              padding={2}
              text={t('list.create')}
            />
          )}
          <Button
            as="a"
            fontSize={1}
            href={history.href}
            mode="bleed"
            onClick={history.onClick}
            padding={2}
            text={t('list.imports')}
          />
          {onCreate && importLink && (
            <Button
              as="a"
              fontSize={1}
              href={importLink.href}
              icon={UploadIcon}
              onClick={importLink.onClick}
              padding={2}
              text={t('list.upload')}
            />
          )}
        </Flex>
      </Flex>
    </Card>
  )
}
