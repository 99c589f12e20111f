import type {SanityClient} from '@sanity/client'
import {AddIcon} from '@sanity/icons/Add'
import {FilterIcon} from '@sanity/icons/Filter'
import {SearchIcon} from '@sanity/icons/Search'
import {Box, Button, Card, Flex, Heading, Select, Text} from '@sanity/ui'
import {useEffect, useMemo, useRef, useState} from 'react'
import {useClient, useTranslation} from 'sanity'
import {useRouter, useStateLink} from 'sanity/router'
import {commitOnce, committer} from '../../../core/changes/commitDecision.ts'
import {viewSegments} from '../../../core/changes/segments/segmentCounts.ts'
import type {AudienceSource} from '../../audience/source/audienceSource.ts'
import {EmptyState} from '../../ui/EmptyState.tsx'
import {SearchInput} from '../../ui/SearchInput.tsx'
import {STUDIO_API_VERSION} from '../../ui/studioApiVersion.ts'
import {useDocumentGrant} from '../../ui/useDocumentGrant.ts'
import {UseInCampaignDialog} from '../campaign/UseInCampaignDialog.tsx'
import {NEW_SEGMENT, type SegmentEntry, type SegmentsData} from '../data/segmentsData.ts'
import {useCampaignGrants, useMayDelete} from '../segmentGrants.ts'
import {segmentsLocaleNamespace} from '../segmentsLocale.ts'
import {Cards, Page} from '../segmentsStyles.ts'
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

/** The segment to use in a campaign. */
interface UsedInCampaign {
  segment: SegmentEntry
  restoreFocus: () => void
}

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
  const [used, setUsed] = useState<UsedInCampaign | null>(null)
  const [deleting, setDeleting] = useState<SegmentEntry | null>(null)
  const grant = useDocumentGrant('update', `${site}.segment.any`)
  const mayChange = grant !== 'denied'
  const mayCampaign = useCampaignGrants(site)
  const mayDelete = useMayDelete(`${site}.segment.any`) && mayChange
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
                />
              )
            }
            description={t('list.empty-description')}
            icon={FilterIcon}
            title={t('list.empty')}
          />
        )}
        {segments.length > 0 && shown.length === 0 && (
          <EmptyState
            actions={
              <Button
                fontSize={1}
                mode="ghost"
                onClick={() => setSearch('')}
                padding={3}
                text={t('list.clear-search')}
              />
            }
            description={t('list.none-description')}
            icon={SearchIcon}
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
                onDuplicate={() => void actions.duplicate(segment)}
                onUseInCampaign={(restoreFocus) => setUsed({segment, restoreFocus})}
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
          onClose={() => {
            setUsed(null)
            used.restoreFocus()
          }}
          group={{kind: 'segment', id: used.segment._id, title: used.segment.title ?? ''}}
          source={source}
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
