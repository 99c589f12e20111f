import {syncTagOf} from '../groq/syncTag.ts'
import type {LakeServices} from '../lakeServices.ts'
import type {FeedEvent, FeedSource, Hit} from './feedSource.ts'
import {listenInterest} from './listenEvents.ts'
import type {Audience} from './visibleChange.ts'

/** Every document there is. */
const ALL = {key: '*', needs: null, matches: () => true}

/**
 * The `message` events of the Live Content API: that answers with a sync tag are out of date. One a
 * transaction, and only where the audience may read a document that it changed.
 *
 * @param includeDrafts - whether drafts and versions count
 */
export function liveEvents(
  {projectId}: Pick<LakeServices, 'projectId'>,
  dataset: string,
  audience: Audience,
  includeDrafts: boolean,
): FeedSource {
  const data = JSON.stringify({tags: [syncTagOf(projectId, dataset)]})
  return {
    interest: listenInterest({
      filter: ALL,
      audience,
      versions: includeDrafts ? 'all' : 'published',
    }),
    format: 'live',
    eventsOf(hits: readonly Hit[]): FeedEvent[] {
      const last = hits.at(-1)
      return last ? [{seq: last.change.seq, event: 'message', data, replaces: true}] : []
    },
  }
}
