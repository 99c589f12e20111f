import {useQuery} from '@tanstack/react-query'
import {useMemo} from 'react'
import {firstValueFrom} from 'rxjs'
import {useClient, useCurrentUser, useProjectStore, useUserStore} from 'sanity'
import {audienceUsage} from '../../../core/audience/audienceUsage.ts'
import {checkAudience, type CheckedAudience} from '../../../core/audience/checkAudience.ts'
import type {AudienceDefinition} from '../../../core/audience/definition.ts'
import {useSiteContext} from '../../ui/siteContext.tsx'
import {STUDIO_API_VERSION} from '../../ui/studioApiVersion.ts'
import {
  audienceSource,
  fetchReferences,
  withNamedFields,
  type AudienceReferences,
  type AudienceSource,
} from './audienceSource.ts'

/** Loading the source of this workspace's site. */
export type AudienceSourceState =
  | {state: 'loading'}
  | {state: 'failed'; error: Error; retry: () => void}
  | {state: 'ready'; source: AudienceSource}

/** Data is fresh for this time, in milliseconds. */
const FRESH_MS = 60_000

/** The members of a project seldom change. */
const OWNERS_FRESH_MS = 10 * 60_000

/** Most users whose names are looked up. */
const MAX_OWNERS = 500

/** Query key of what a site's definitions may refer to. */
export function referencesKey(site: string): readonly string[] {
  return ['leads', 'audience', 'options', site]
}

/**
 * Loads the source of this workspace's site. It needs a `QueryClientProvider` above it; all callers
 * share one request.
 */
export function useAudienceSource(): AudienceSourceState {
  const {site, document} = useSiteContext()
  const client = useClient({apiVersion: STUDIO_API_VERSION})
  const query = useQuery({
    queryKey: referencesKey(site),
    queryFn: ({signal}) => fetchReferences(client, site, signal),
    staleTime: FRESH_MS,
    retry: 1,
  })
  const names = useOwnerNames(query.data?.newest)
  const source = useMemo(
    () => query.data && audienceSource(document, query.data, names),
    [document, names, query.data],
  )
  if (source) return {state: 'ready', source}
  if (!query.isError) return {state: 'loading'}
  return {state: 'failed', error: query.error, retry: () => void query.refetch()}
}

/**
 * Names of possible owners of leads, by user id: the members of the project, and the owners of the
 * newest leads, who may have left it. Users that can't be read are missing.
 */
function useOwnerNames(
  newest: AudienceReferences['newest'] | undefined,
): ReadonlyMap<string, string> {
  const users = useUserStore()
  const project = useProjectStore()
  const current = useCurrentUser()
  const owners = useMemo(() => {
    const ids = (newest ?? []).flatMap(({owner}) => owner ?? [])
    return [...new Set(ids)].toSorted()
  }, [newest])
  const found = useQuery({
    queryKey: ['leads', 'audience', 'people', owners],
    queryFn: async () => {
      // Users who may not read the members still see the owners of the newest leads.
      const members = await firstValueFrom(project.get()).then(
        (data) => data.members.flatMap(({id, isRobot}) => (isRobot ? [] : [id])),
        () => [],
      )
      const ids = [...new Set([...members, ...owners])].slice(0, MAX_OWNERS)
      const known = await users.getUsers(ids)
      return new Map(known.map((user) => [user.id, user.displayName ?? user.id]))
    },
    enabled: newest !== undefined,
    placeholderData: (before) => before,
    staleTime: OWNERS_FRESH_MS,
    retry: false,
  })
  return useMemo(
    () =>
      new Map([...(found.data ?? []), ...(current ? [[current.id, current.name] as const] : [])]),
    [current, found.data],
  )
}

/** {@link withNamedFields} for a definition in the builder: the same source until it names others. */
export function useNamedFields(
  source: AudienceSource,
  definition: AudienceDefinition,
): AudienceSource {
  const text = JSON.stringify(audienceUsage(definition).customFields)
  return useMemo(() => {
    const names: unknown = JSON.parse(text)
    const texts = Array.isArray(names) ? names.filter((name) => typeof name === 'string') : []
    return withNamedFields(source, texts)
  }, [source, text])
}

/**
 * Checks a definition against a source.
 *
 * @param segmentId - the segment that it belongs to, which must not come to use itself; `null` if none
 */
export function useAudienceCheck(
  {fields, segments}: AudienceSource,
  definition: AudienceDefinition,
  segmentId: string | null,
): CheckedAudience {
  return useMemo(
    () => checkAudience(definition, {fields, segments, ...(segmentId === null ? {} : {segmentId})}),
    [definition, fields, segmentId, segments],
  )
}
