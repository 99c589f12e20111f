import {AddIcon} from '@sanity/icons/Add'
import {UploadIcon} from '@sanity/icons/Upload'
import {Button} from '@sanity/ui'
import {useTranslation} from 'sanity'
import {useStateLink} from 'sanity/router'
import {CardsHeading} from '../../ui/cards/CardsHeading.tsx'
import {useImportLink} from '../../ui/useImportLink.ts'
import {LIST_ORDERS, type ListOrder} from '../data/listsData.ts'
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
    <CardsHeading
      order={{
        label: t('list.order'),
        offered: LIST_ORDERS,
        onChange: onSort,
        titleOf: (known) => t(`list.order-${known}`),
        value: order,
      }}
      search={{
        label: t('list.search'),
        onChange: onSearch,
        placeholder: t('list.search-placeholder'),
        value: search,
      }}
      title={t('list.title')}
      total={t('list.total', {count: total})}
    >
      <Button
        as="a"
        fontSize={1}
        href={history.href}
        mode="bleed"
        onClick={history.onClick}
        padding={2}
        text={t('list.imports')}
      />
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
      {onCreate && importLink && (
        <Button
          as="a"
          fontSize={1}
          href={importLink.href}
          icon={UploadIcon}
          onClick={importLink.onClick}
          padding={2}
          text={t('list.upload')}
          tone="primary"
        />
      )}
    </CardsHeading>
  )
}
