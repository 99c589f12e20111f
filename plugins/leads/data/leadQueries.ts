import {defineQuery} from 'groq'

/**
 * One lead, and its subscriber's consent. The nonce of a double
 * opt-in is left out: with it one could confirm in the person's place. Params: `site`, `id`,
 * `subscriberId`, `suppressionId`.
 */
export const leadDetailQuery = defineQuery(`*[_type == "lead" && site == $site && _id == $id][0]{
  ...,
  "subscriber": *[_type == "newsletterSubscriber" && site == $site && _id == $subscriberId][0]{
    status, consentHistory, doubleOptIn{requestedAt, confirmedAt, expiresAt}
  },
  "suppression": *[_type == "suppression" && site == $site && _id == $suppressionId][0]{
    reason, since, withdrawnAt, liftedAt
  }
}`)

/** Entries of one page of the timeline. */
export const TIMELINE_PAGE_SIZE = 20

/**
 * A page of a lead's timeline, newest first, after the entry at `$at` with id `$cursorId`; an empty
 * `$cursorId` is the first page. Params: `site`, `leadId`, `kinds`, `at`, `cursorId`.
 */
export const leadTimelineQuery = defineQuery(`*[
  _type == "leadActivity" && site == $site && leadId == $leadId && kind in $kinds && defined(at)
  && ($cursorId == "" || at < $at || (at == $at && _id > $cursorId))
] | order(at desc, _id asc)[0...20]{_id, kind, at, actor, summary, details}`)
