import {defineQuery} from 'groq'

/** Ids that begin with a prefix, for a query from `$after` on. */
export interface IdRange {
  after: string
  end: string
}

/**
 * The range of all ids that begin with a prefix.
 *
 * @param prefix - ends with a dot
 * @param after - id of the last document that was looked at; of another prefix it means nothing
 */
export function rangeOf(prefix: string, after = ''): IdRange {
  // A slash comes right after a dot, and no id has one.
  return {after: after.startsWith(prefix) ? after : prefix, end: `${prefix.slice(0, -1)}/`}
}

/** Leads with the addresses that they have. */
export const LEADS_QUERY = defineQuery(`*[
  _type == "lead" && _id > $after && _id < $end
] | order(_id asc)[0...1000]{_id, email}`)

/** Submissions with the addresses that were typed. */
export const SUBMISSIONS_QUERY = defineQuery(`*[
  _type == "leadSubmission" && _id > $after && _id < $end
] | order(_id asc)[0...1000]{_id, email}`)

/** The timeline of a lead. */
export const ENTRIES_QUERY = defineQuery(`*[
  _type == "leadActivity" && _id > $after && _id < $end
] | order(_id asc)[0...100]{_id, submissionId, emailId, "by": actor.kind}`)

/** Messages to people. */
export const MESSAGES_QUERY = defineQuery(`*[
  _type == "emailMessage" && _id > $after && _id < $end && personKey in $keys
] | order(_id asc)[0...100]{_id}`)

/** Shares of jobs. */
export const SHARES_QUERY = defineQuery(`*[
  _type == "jobChunk" && _id > $after && _id < $end
] | order(_id asc)[0...10]{_id}`)

/** Refreshes of customer snapshots, a page of them. */
export const REFRESHES_QUERY = defineQuery(`*[
  _type == "snapshotRefresh" && _id > $after && _id < $end
] | order(_id asc)[0...100]{_id}`)

/** Customer snapshots, a page of them. */
export const SNAPSHOTS_QUERY = defineQuery(`*[
  _type == "shopifyCustomerSnapshot" && _id > $after && _id < $end
] | order(_id asc)[0...100]{_id}`)
