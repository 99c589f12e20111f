import {Flex} from '@sanity/ui'
import {useState} from 'react'
import {useClient, useTranslation} from 'sanity'
import {useRouter} from 'sanity/router'
import {Cards, Page} from '../../ui/cards/cardStyles.ts'
import {DropArea} from '../../ui/DropArea.tsx'
import {ReadError} from '../../ui/ReadError.tsx'
import {LoadingState} from '../../ui/LoadingState.tsx'
import {MoreButton} from '../../ui/MoreButton.tsx'
import {NothingFound} from '../../ui/NothingFound.tsx'
import {useSiteContext} from '../../ui/siteContext.tsx'
import {STUDIO_API_VERSION} from '../../ui/studioApiVersion.ts'
import {useImportLink} from '../../ui/useImportLink.ts'
import {useDebounced} from '../../ui/useDebounced.ts'
import {parseListOrder, type ListOrder} from '../data/listsData.ts'
import {useLists} from '../data/useLists.ts'
import {useDeletions} from '../delete/useDeletions.ts'
import {listsLocaleNamespace} from '../listsLocale.ts'
import {EmptyLists} from './EmptyLists.tsx'
import {ListCard} from './ListCard.tsx'
import {ListDialogs, type OpenDialog} from './ListDialogs.tsx'
import {ListsHeading} from './ListsHeading.tsx'
import {useListGrants} from './useListGrants.ts'

const ORDER_PARAM = 'sort'

/** Typing pauses for this time before lists are searched, in milliseconds. */
const SETTLE_MS = 300

/** All lists of a site as cards. */
export function ListsScreen() {
  const {site, document} = useSiteContext()
  const {t} = useTranslation(listsLocaleNamespace)
  const client = useClient({apiVersion: STUDIO_API_VERSION})
  const {state, navigate} = useRouter()
  const order = parseListOrder(state._searchParams?.find(([name]) => name === ORDER_PARAM)?.[1])
  const [search, setSearch] = useState('')
  const settled = useDebounced(search.trim(), SETTLE_MS)
  const [dialog, setDialog] = useState<OpenDialog | null>(null)
  const grants = useListGrants(site)
  const deletions = useDeletions(client, site)
  const importLink = useImportLink()
  const query = useLists(client, site, order, settled)
  if (!query.data) {
    if (!query.isError) return <LoadingState label={t('list.loading')} />
    return (
      <ReadError
        deniedTitle={t('list.denied')}
        error={query.error}
        onRetry={() => void query.refetch()}
        title={t('list.failed')}
      />
    )
  }
  const {pages} = query.data
  const lists = pages.flatMap((page) => page.lists)
  const total = pages.at(-1)?.total ?? 0
  const isEmpty = total === 0 && lists.length === 0
  const create = grants.create ? () => setDialog({kind: 'create'}) : null
  return (
    <DropArea
      hint={t('list.drop')}
      isDisabled={create === null || importLink === null}
      onFiles={(files) => importLink?.openFiles(files)}
    >
      <Flex as="main" direction="column" height="fill" overflow="hidden">
        <ListsHeading
          onCreate={create}
          onSearch={setSearch}
          onSort={(next: ListOrder) => navigate({_searchParams: [[ORDER_PARAM, next]]})}
          order={order}
          search={search}
          total={total}
        />
        <Page aria-busy={query.isPlaceholderData}>
          {isEmpty && <EmptyLists onCreate={create} />}
          {!isEmpty && lists.length === 0 && !query.isPlaceholderData && (
            <NothingFound
              clearText={t('none.clear')}
              description={t('none.description')}
              onClear={() => setSearch('')}
              title={t('none.title', {search: settled})}
            />
          )}
          <Cards aria-label={t('list.title')}>
            {lists.map((list) => (
              <li key={list._id}>
                <ListCard
                  deletion={deletions.get(list._id)}
                  grants={grants}
                  list={list}
                  onOpen={(kind) => setDialog({kind, list})}
                  timeZone={document.timeZone}
                />
              </li>
            ))}
          </Cards>
          <MoreButton query={query} text={t('list.more')} />
        </Page>
        {dialog && <ListDialogs client={client} dialog={dialog} onClose={() => setDialog(null)} />}
      </Flex>
    </DropArea>
  )
}
