import type {SanityClient} from '@sanity/client'
import {useQuery} from '@tanstack/react-query'
import {useState} from 'react'
import type {Check} from '../../../core/diagnostics/check.ts'
import {siteDiagnostics} from '../../../core/diagnostics/siteDiagnostics.ts'
import type {Asked, SiteFacts} from '../../../core/diagnostics/siteFacts.ts'
import {leadStatuses} from '../../../core/people/leadStatus.ts'
import type {Site} from '../../../core/sanity.types.generated.ts'
import {grantMatches} from '../../../core/tenancy/grantMatches.ts'
import {isolationDiagnosis} from '../../../core/tenancy/isolationDiagnosis.ts'
import {failureOf} from '../../ui/failure.ts'
import {fetchGrants, fetchHealth, fetchPipeline, fetchRecords} from './requests.ts'

/** Where the overview gets its data. */
export interface OverviewSource {
  client: SanityClient
  site: string
  document: Site
  /** Base URL of the endpoints; absent where it is not configured. */
  apiUrl: string | undefined
  /** Whether the current user administers the whole network. */
  administrator: boolean
}

/** Interval of health checks, in milliseconds. */
const HEALTH_INTERVAL_MS = 60_000

/** Key of everything that changes with the site's records. */
export function recordsKey(site: string): readonly string[] {
  return ['overview', site, 'records']
}

/** Asks the store, the grants and the endpoints, and diagnoses the site from the answers. */
export function useOverview(source: OverviewSource) {
  const {client, site, document, apiUrl, administrator} = source
  const [openedAt] = useState(() => Date.now())
  const statuses = leadStatuses(document).map((status) => status.value)
  const pipeline = useQuery({
    queryKey: [...recordsKey(site), 'pipeline', statuses],
    queryFn: ({signal}) => fetchPipeline(client, site, statuses, signal),
  })
  const records = useQuery({
    queryKey: [...recordsKey(site), 'rest'],
    queryFn: ({signal}) => fetchRecords(client, document, new Date().toISOString(), signal),
  })
  const grants = useQuery({
    queryKey: ['overview', site, 'grants'],
    queryFn: ({signal}) => fetchGrants(client, signal),
    staleTime: Infinity,
  })
  const otherSites = records.data?.otherSites
  const isolation = useQuery({
    queryKey: ['overview', site, 'isolation', otherSites, grants.dataUpdatedAt],
    enabled: grants.data !== undefined && otherSites !== undefined,
    queryFn: () =>
      isolationDiagnosis({
        grants: grants.data ?? null,
        site,
        otherSites: otherSites ?? [],
        matches: grantMatches,
      }),
    staleTime: Infinity,
  })
  const health = useQuery({
    queryKey: ['overview', 'health', apiUrl],
    enabled: apiUrl !== undefined,
    queryFn: ({signal}) => fetchHealth(apiUrl ?? '', signal),
    refetchInterval: HEALTH_INTERVAL_MS,
    retry: false,
  })

  const asked = askedState(records, (answer) => answer)
  const total = pipeline.data?.total
  const facts: SiteFacts = {
    site: document,
    now: new Date(records.dataUpdatedAt || openedAt).toISOString(),
    administrator,
    isolation: grants.isError ? {state: 'failed'} : askedState(isolation, (answer) => answer),
    endpoints:
      apiUrl === undefined ? {state: 'unconfigured'} : askedState(health, (answer) => answer),
    records:
      asked.state !== 'answered'
        ? asked
        : total === undefined
          ? askedState(pipeline, () => ({...asked.answer, leads: 0}))
          : {state: 'answered', answer: {...asked.answer, leads: total}},
  }
  const checks: readonly Check[] = siteDiagnostics(facts)
  return {pipeline, records, facts, checks}
}

/** The part of a query's state that is used. */
interface QueryState<Data> {
  data: Data | undefined
  error: unknown
  /** Whether the last attempt failed, even where older data is there. */
  isError: boolean
}

/**
 * State of a question. With data it is answered even if the latest refetch failed.
 */
function askedState<Data, Answer = Data>(
  query: QueryState<Data>,
  answerOf: (data: Data) => Answer,
): Asked<Answer> {
  if (query.data !== undefined) return {state: 'answered', answer: answerOf(query.data)}
  if (!query.isError) return {state: 'asking'}
  return {state: failureOf(query.error).kind === 'denied' ? 'denied' : 'failed'}
}
