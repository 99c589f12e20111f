import type {Mutation} from '../changes/mutation.ts'
import {assertSameSite} from '../tenancy/assertSameSite.ts'
import {auditEvents} from './auditEvent.ts'
import {auditOfActivity} from './auditOfActivity.ts'
import type {ChainTail, RecordingDecision} from './recordActivities.ts'

/** What recording activities that are about to be written is decided on. */
export interface NewActivitiesCase {
  site: string
  /** A transaction; its new timeline entries are recorded. */
  mutations: readonly Mutation[]
  /** `null` when the site's chain has no event yet. */
  tail: ChainTail | null
  /** ISO 8601, UTC. */
  now: string
  /** `siteSecret(master, site, 'audit')` */
  secret: string
}

/**
 * Records timeline entries in the transaction that writes them: each gets its event at the end of
 * the site's chain, and the number of it. For transactions that can only be written once, because
 * something else in them is guarded.
 *
 * @returns the whole transaction, and where the chain ends then
 * @throws ForeignDocumentError when an entry is not of the site
 */
export function recordNewActivities(input: NewActivitiesCase): RecordingDecision {
  const {site, tail, now, secret} = input
  const entries = input.mutations.flatMap((mutation) => {
    const document = 'createIfNotExists' in mutation ? mutation.createIfNotExists : null
    return document?._type === 'leadActivity' ? [document] : []
  })
  assertSameSite(site, ...entries)
  const drafts = entries.map((entry) => auditOfActivity(entry, now, secret))
  const events = auditEvents(tail, drafts)
  const seqs = new Map(entries.map((entry, index) => [entry, events[index]?.seq]))
  const mutations = input.mutations.map((mutation): Mutation => {
    const document = 'createIfNotExists' in mutation ? mutation.createIfNotExists : null
    const auditSeq = document && seqs.get(document)
    return document && auditSeq !== undefined && auditSeq !== null
      ? {createIfNotExists: {...document, auditSeq}}
      : mutation
  })
  const last = events.at(-1)
  return {
    mutations: [...mutations, ...events.map((event) => ({create: event}))],
    tail: last ? {seq: last.seq, hash: last.hash} : tail,
  }
}
