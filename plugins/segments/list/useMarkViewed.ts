import {useEffect, useRef} from 'react'
import type {SanityClient} from '@sanity/client'
import {viewSegments} from '../../../core/changes/segments/segmentCounts.ts'
import type {SegmentEntry} from '../data/segmentsData.ts'

/**
 * Notes that somebody looks at the segments, so that they are counted in the background; once while
 * they are shown. Who may not write leaves no note, and sees what is there.
 */
export function useMarkViewed(
  client: SanityClient,
  segments: readonly SegmentEntry[],
  mayWrite: boolean,
): void {
  const isNoted = useRef(false)
  useEffect(() => {
    if (isNoted.current || !mayWrite || segments.length === 0) return
    isNoted.current = true
    const mutations = viewSegments(segments, new Date().toISOString())
    if (mutations.length === 0) return
    // Nobody asked for it, so nobody is told when it fails; counts are only renewed less often.
    client
      .mutate(mutations, {
        returnDocuments: false,
        tag: 'leads.segments.viewed',
        visibility: 'async',
      })
      .catch(() => undefined)
  }, [client, mayWrite, segments])
}
