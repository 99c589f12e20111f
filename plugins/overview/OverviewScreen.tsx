import {Flex, Stack} from '@sanity/ui'
import {useQueryClient} from '@tanstack/react-query'
import {useMemo} from 'react'
import {capabilities} from '../../core/diagnostics/capabilities.ts'
import {nextActions} from '../../core/diagnostics/nextActions.ts'
import {siteTimeZone} from '../../core/time/localDate.ts'
import {CapabilitiesPanel, DiagnosticsPanel, NextActionsPanel} from './CheckPanels.tsx'
import {type OverviewSource, recordsKey, useOverview} from './data/useOverview.ts'
import {FeedPanel} from './feed/FeedPanel.tsx'
import {mergeRecords, withPeople} from './feed/liveRecord.ts'
import {useLiveRecords} from './feed/useLiveRecords.ts'
import {intakeDays} from './intake/intakeDays.ts'
import {IntakePanel} from './intake/IntakePanel.tsx'
import {OverviewHeading} from './OverviewHeading.tsx'
import {Page, PageBody} from './overviewStyles.ts'
import {PipelinePanel} from './pipeline/PipelinePanel.tsx'
import {RecordCards} from './RecordCards.tsx'

/** A site at a glance: status, counts, submissions, latest records, and what to do next. */
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
  const {timeZone} = document
  const days = useMemo(() => {
    if (!data) return undefined
    const times = {lead: data.leadTimes, newsletter: data.newsletterTimes}
    return intakeDays(times, {timeZone}, new Date(dataUpdatedAt).toISOString())
  }, [data, dataUpdatedAt, timeZone])
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
              leads={pipeline.data?.total}
              planLimit={document.planLimit}
              records={data}
            />
          </div>
          <div data-area="pipeline">
            <PipelinePanel query={pipeline} site={document} />
          </div>
          <div data-area="intake">
            <IntakePanel days={days} query={records} timeZone={siteTimeZone(document)} />
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
