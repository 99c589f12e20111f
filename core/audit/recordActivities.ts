import {guardedPatch, type Mutation} from '../changes/mutation.ts'
import {assertSameSite} from '../tenancy/assertSameSite.ts'
import {auditEvents} from './auditEvent.ts'
import {auditOfActivity, type ActivityRecord} from './auditOfActivity.ts'

/** Number and hash of the newest event of a chain. */
export interface ChainTail {
  seq: number
  hash: string
}

/** What recording activities is decided on. */
export interface RecordingCase {
  site: string
  /** As they are stored now; those that the trail has already are passed over. */
  activities: readonly ActivityRecord[]
  /** `null` when the site's chain has no event yet. */
  tail: ChainTail | null
  /** ISO 8601, UTC. */
  now: string
  /** `siteSecret(master, site, 'audit')` */
  secret: string
}

/** What to write, in one transaction, and where the chain ends then. */
export interface RecordingDecision {
  mutations: Mutation[]
  tail: ChainTail | null
}

/**
 * Appends an event for each activity to the site's chain, and gives each activity the number of its
 * event. In one transaction: of two writers the second is refused, because the number is taken or
 * the activity has another revision, and nothing of what it wanted is written. So each activity has
 * one event, and the chain no gaps.
 *
 * @throws ForeignDocumentError when an activity is not of the site
 */
export function recordActivities(input: RecordingCase): RecordingDecision {
  const {site, activities, tail, now, secret} = input
  assertSameSite(site, ...activities)
  const fresh = activities.filter(({auditSeq}) => auditSeq == null)
  const events = auditEvents(
    tail,
    fresh.map((activity) => auditOfActivity(activity, now, secret)),
  )
  const mutations = fresh.flatMap((activity, index): Mutation[] => {
    const event = events[index]
    if (!event) return []
    return [{create: event}, guardedPatch(activity, {set: {auditSeq: event.seq}})]
  })
  const last = events.at(-1)
  return {mutations, tail: last ? {seq: last.seq, hash: last.hash} : tail}
}
