import {useQueryClient} from '@tanstack/react-query'
import {useCallback} from 'react'
import {useClient, useCurrentUser} from 'sanity'
import type {AudienceSource} from '../../audience/source/audienceSource.ts'
import {referencesKey} from '../../audience/source/useAudienceSource.ts'
import {STUDIO_API_VERSION} from '../../ui/studioApiVersion.ts'
import {segmentsKey} from '../data/useSegments.ts'
import type {SegmentWriting} from './segmentWrites.ts'

/** Makes changes of segments in the name of the current user, and reads again what they changed. */
export function useSegmentWriting(): {
  writingOf: (source: AudienceSource) => SegmentWriting
  refresh: (site: string) => Promise<void>
} {
  const client = useClient({apiVersion: STUDIO_API_VERSION})
  const queryClient = useQueryClient()
  const user = useCurrentUser()
  const writingOf = useCallback(
    (source: AudienceSource): SegmentWriting => ({
      client,
      source,
      actor: {kind: 'user', id: user?.id ?? '', name: user?.name ?? ''},
      now: new Date().toISOString(),
    }),
    [client, user],
  )
  const refresh = useCallback(
    async (site: string) => {
      await Promise.all([
        queryClient.invalidateQueries({queryKey: segmentsKey(site)}),
        queryClient.invalidateQueries({queryKey: referencesKey(site)}),
      ])
    },
    [queryClient],
  )
  return {writingOf, refresh}
}
