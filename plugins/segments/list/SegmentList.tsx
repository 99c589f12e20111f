import {FilterIcon} from '@sanity/icons/Filter'
import {SearchIcon} from '@sanity/icons/Search'
import {Button, Flex} from '@sanity/ui'
import {useMemo, useState} from 'react'
import {useClient, useTranslation} from 'sanity'
import {useRouter} from 'sanity/router'
import type {AudienceSource} from '../../audience/source/audienceSource.ts'
import {EmptyState} from '../../ui/EmptyState.tsx'
import {STUDIO_API_VERSION} from '../../ui/studioApiVersion.ts'
import {useDocumentGrant} from '../../ui/useDocumentGrant.ts'
import {UseInCampaignDialog} from '../campaign/UseInCampaignDialog.tsx'
import {useCampaignGrants} from '../campaign/useCampaignGrants.ts'
import {type SegmentEntry, type SegmentsData, NEW_SEGMENT} from '../data/segmentsData.ts'
import {segmentsLocaleNamespace} from '../segmentsLocale.ts'
import {Cards, Page} from '../segmentsStyles.ts'
import {useMayDelete} from '../useMayDelete.ts'
import {DeletionOf} from './DeletionOf.tsx'
import {ListHeading} from './ListHeading.tsx'
import {SegmentCard} from './SegmentCard.tsx'
import {
  foundSegments,
  parseSegmentOrder,
  sortedSegments,
  type SegmentOrder,
} from './segmentOrder.ts'
import {useMarkViewed} from './useMarkViewed.ts'
import {useSegmentActions} from './useSegmentActions.ts'

const ORDER_PARAM = 'sort'

/** The segment that is being used in a campaign. */
interface UsedInCampaign {
  segment: SegmentEntry
  giveBackFocus: () => void
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
                onUseInCampaign={(giveBackFocus) => setUsed({segment, giveBackFocus})}
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
            used.giveBackFocus()
          }}
          segment={used.segment}
          source={source}
        />
      )}
      {deleting && (
        <DeletionOf
          data={data}
          onClose={() => setDeleting(null)}
          onDelete={actions.remove}
          segment={deleting}
        />
      )}
    </Flex>
  )
}
