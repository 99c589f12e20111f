import type {SanityClient} from '@sanity/client'
import {AddIcon} from '@sanity/icons/Add'
import {FilterIcon} from '@sanity/icons/Filter'
import {Button, Flex} from '@sanity/ui'
import {useEffect, useMemo, useRef, useState} from 'react'
import {useClient, useTranslation} from 'sanity'
import {useRouter, useStateLink} from 'sanity/router'
import {commitOnce, committer} from '../../../core/changes/commitDecision.ts'
import {viewSegments} from '../../../core/changes/segments/segmentCounts.ts'
import type {AudienceSource} from '../../audience/source/audienceSource.ts'
import {GroupExport} from '../../leads/bulk/export/GroupExport.tsx'
import {useBulkGrants} from '../../leads/bulk/useBulkGrants.ts'
import {Cards, Page} from '../../ui/cards/cardStyles.ts'
import {CardsHeading} from '../../ui/cards/CardsHeading.tsx'
import {EmptyState} from '../../ui/EmptyState.tsx'
import {NothingFound} from '../../ui/NothingFound.tsx'
import {STUDIO_API_VERSION} from '../../ui/studioApiVersion.ts'
import {useDocumentGrant} from '../../ui/useDocumentGrant.ts'
import {UseInCampaignDialog} from '../campaign/UseInCampaignDialog.tsx'
import {NEW_SEGMENT, type SegmentEntry, type SegmentsData} from '../data/segmentsData.ts'
import {useCampaignGrants, useMayDelete} from '../segmentGrants.ts'
import {segmentsLocaleNamespace} from '../segmentsLocale.ts'
import {DeleteSegment} from './DeleteSegment.tsx'
import {SegmentCard} from './SegmentCard.tsx'
import {
  foundSegments,
  parseSegmentOrder,
  SEGMENT_ORDERS,
  sortedSegments,
  type SegmentOrder,
} from './segmentOrder.ts'
import {useSegmentActions} from './useSegmentActions.ts'

const ORDER_PARAM = 'sort'

/** All segments of a site as cards. */
export function SegmentList(props: {data: SegmentsData; source: AudienceSource}) {
  const {data, source} = props
  const {segments} = data
  const {site, timeZone} = source
  const {t} = useTranslation(segmentsLocaleNamespace)
  const client = useClient({apiVersion: STUDIO_API_VERSION})
  const {state, navigate} = useRouter()
  const order = parseSegmentOrder(state._searchParams?.find(([name]) => name === ORDER_PARAM)?.[1])
  const [search, setSearch] = useState('')
  const [used, setUsed] = useState<SegmentEntry | null>(null)
  const [exported, setExported] = useState<SegmentEntry | null>(null)
  const [deleting, setDeleting] = useState<SegmentEntry | null>(null)
  const grant = useDocumentGrant('update', `${site}.segment.any`)
  const mayChange = grant !== 'denied'
  const mayCampaign = useCampaignGrants(site)
  const mayDelete = useMayDelete(`${site}.segment.any`) && mayChange
  const {mayExport} = useBulkGrants(site)
  const actions = useSegmentActions(source)
  useMarkViewed(client, segments, grant === 'granted')
  const shown = useMemo(
    () => sortedSegments(foundSegments(segments, search), order),
    [order, search, segments],
  )
  const sort = (next: SegmentOrder) => navigate({_searchParams: [[ORDER_PARAM, next]]})
  return (
    <Flex as="main" direction="column" height="fill" overflow="hidden">
      <ListHeading
        mayCreate={mayChange}
        onSearch={setSearch}
        onSort={sort}
        order={order}
        search={search}
        total={segments.length}
      />
      <Page>
        {segments.length === 0 && (
          <EmptyState
            actions={
              mayChange && (
                <Button
                  fontSize={1}
                  onClick={() => navigate({segmentId: NEW_SEGMENT})}
                  padding={3}
                  text={t('list.create-first')}
                  tone="primary"
                />
              )
            }
            description={t('list.empty-description')}
            icon={FilterIcon}
            title={t('list.empty')}
          />
        )}
        {segments.length > 0 && shown.length === 0 && (
          <NothingFound
            clearText={t('list.clear-search')}
            description={t('list.none-description')}
            onClear={() => setSearch('')}
            title={t('list.none', {search})}
          />
        )}
        <Cards aria-label={t('list.title')}>
          {shown.map((segment) => (
            <li key={segment._id}>
              <SegmentCard
                isCounting={actions.counting.has(segment._id)}
                mayChange={mayChange}
                mayDelete={mayDelete}
                mayUseInCampaign={mayCampaign.create || mayCampaign.update}
                onCount={() => void actions.count(segment)}
                onDelete={() => setDeleting(segment)}
                onExport={mayExport ? () => setExported(segment) : null}
                onDuplicate={() => void actions.duplicate(segment)}
                onUseInCampaign={() => setUsed(segment)}
                segment={segment}
                timeZone={timeZone}
              />
            </li>
          ))}
        </Cards>
      </Page>
      {used && (
        <UseInCampaignDialog
          may={mayCampaign}
          group={{kind: 'segment', id: used._id, title: used.title ?? ''}}
          onClose={() => setUsed(null)}
          source={source}
        />
      )}
      {exported && (
        <GroupExport
          client={client}
          group={{kind: 'segment', id: exported._id}}
          onClose={() => setExported(null)}
        />
      )}
      {deleting && (
        <DeleteSegment
          data={data}
          onClose={() => setDeleting(null)}
          onDelete={actions.remove}
          segment={deleting}
        />
      )}
    </Flex>
  )
}

interface ListHeadingProps {
  total: number
  search: string
  order: SegmentOrder
  mayCreate: boolean
  onSearch: (search: string) => void
  onSort: (order: SegmentOrder) => void
}

/** The heading: the number of segments, search, order, and a button for a new one. */
function ListHeading(props: ListHeadingProps) {
  const {total, search, order, mayCreate, onSearch, onSort} = props
  const {t} = useTranslation(segmentsLocaleNamespace)
  const create = useStateLink({state: {segmentId: NEW_SEGMENT}})
  return (
    <CardsHeading
      order={{
        label: t('list.order'),
        offered: SEGMENT_ORDERS,
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
      {mayCreate && (
        <Button
          as="a"
          fontSize={1}
          href={create.href}
          icon={AddIcon}
          onClick={create.onClick}
          padding={2}
          text={t('list.create')}
          tone="primary"
        />
      )}
    </CardsHeading>
  )
}

/**
 * Records once that somebody views the segments, so that they are counted in the background. Users
 * who may not write record nothing.
 */
function useMarkViewed(
  client: SanityClient,
  segments: readonly SegmentEntry[],
  mayWrite: boolean,
): void {
  const isRecorded = useRef(false)
  useEffect(() => {
    if (isRecorded.current || !mayWrite || segments.length === 0) return
    isRecorded.current = true
    const mutations = viewSegments(segments, new Date().toISOString())
    if (mutations.length === 0) return
    // Ignore failures, because nobody asked for it; the counts are only refreshed less often.
    commitOnce(committer(client, 'leads.segments.viewed', 'async'), mutations).catch(
      () => undefined,
    )
  }, [client, mayWrite, segments])
}
