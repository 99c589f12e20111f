import {useQueryClient} from '@tanstack/react-query'
import {Flex, Stack} from '@sanity/ui'
import {useMemo} from 'react'
import {capabilities} from '../../core/diagnostics/capabilities.ts'
import {nextActions} from '../../core/diagnostics/nextActions.ts'
import {knownTimeZone} from '../ui/timeZone.ts'
import {recordsKey, useOverview, type OverviewSource} from './data/useOverview.ts'
import {useLiveRecords} from './live/useLiveRecords.ts'
import {intakeDays, intakeTotals} from './model/intakeDays.ts'
import {mergeRecords, withPeople} from './model/liveRecord.ts'
import {Page, PageBody} from './overviewStyles.ts'
import {CapabilitiesPanel} from './parts/CapabilitiesPanel.tsx'
import {DiagnosticsPanel} from './parts/DiagnosticsPanel.tsx'
import {FeedPanel} from './parts/FeedPanel.tsx'
import {IntakePanel} from './parts/IntakePanel.tsx'
import {NextActionsPanel} from './parts/NextActionsPanel.tsx'
import {OverviewHeading} from './parts/OverviewHeading.tsx'
import {PipelinePanel} from './parts/PipelinePanel.tsx'
import {RecordCards} from './parts/RecordCards.tsx'

/** A site at a glance: how it stands, what it holds, what comes in, and what to do next. */
export function OverviewScreen(props: OverviewSource) {
  const {client, site, document} = props
  const queryClient = useQueryClient()
  const {pipeline, records, checks} = useOverview(props)
  const {data, dataUpdatedAt} = records
  const newest = useMemo(
    () =>
      data &&
      mergeRecords(
        [],
        [
          ...data.newestSubmissions,
          ...data.newestLeads,
          ...withPeople(data.newestActivities, data.people),
        ],
      ),
    [data],
  )
  const live = useLiveRecords(client, site, newest)
  const timeZone = knownTimeZone(document.timeZone)
  const days = useMemo(
    () =>
      data &&
      intakeDays({lead: data.leadTimes, newsletter: data.newsletterTimes}, timeZone, dataUpdatedAt),
    [data, dataUpdatedAt, timeZone],
  )
  const totals = days && intakeTotals(days)
  const refresh = () => void queryClient.refetchQueries({queryKey: recordsKey(site)})
  return (
    <Flex as="main" direction="column" height="fill" overflow="hidden">
      <OverviewHeading
        answeredAt={dataUpdatedAt}
        connection={live.connection}
        isAsking={pipeline.isFetching || records.isFetching}
        isOutdated={records.isRefetchError || pipeline.isRefetchError}
        isolation={checks.find((check) => check.id === 'isolation')}
        onRefresh={refresh}
        site={document}
      />
      <Page>
        <PageBody>
          <div data-area="records">
            <RecordCards
              intake={totals && totals.lead + totals.newsletter}
              leads={pipeline.data?.total}
              planLimit={document.planLimit}
              records={data}
            />
          </div>
          <div data-area="pipeline">
            <PipelinePanel query={pipeline} site={document} />
          </div>
          <div data-area="intake">
            <IntakePanel days={days} query={records} timeZone={timeZone} />
          </div>
          <div data-area="feed">
            <FeedPanel
              live={live}
              query={{...records, isAnswered: data !== undefined}}
              site={document}
            />
          </div>
          <div data-area="side">
            <Stack gap={4}>
              <NextActionsPanel
                actions={nextActions(checks)}
                isEmpty={pipeline.data?.total === 0 && data?.submissions === 0}
                site={site}
              />
              <CapabilitiesPanel capabilities={capabilities(checks)} />
              <DiagnosticsPanel checks={checks} />
            </Stack>
          </div>
        </PageBody>
      </Page>
    </Flex>
  )
}
