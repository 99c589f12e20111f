import type {SanityDocument} from '@sanity/client'
import {defineQuery} from 'groq'
import type {RequestRun} from './requestRun.ts'

/** Ids that begin with a prefix, from `after` on. */
export interface IdRange {
  after: string
  end: string
}

/**
 * The range of all ids that begin with a prefix.
 *
 * @param prefix - ends with a dot
 * @param after - id of the last document that was looked at; ignored where it has another prefix
 */
export function idRange(prefix: string, after = ''): IdRange {
  // A slash comes right after a dot, and no id has one.
  return {after: after.startsWith(prefix) ? after : prefix, end: `${prefix.slice(0, -1)}/`}
}

/** Leads with their addresses. */
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

/** Chunks of jobs. */
export const CHUNKS_QUERY = defineQuery(`*[
  _type == "jobChunk" && _id > $after && _id < $end
] | order(_id asc)[0...10]{_id}`)

/** Refreshes of customer snapshots. */
export const REFRESHES_QUERY = defineQuery(`*[
  _type == "snapshotRefresh" && _id > $after && _id < $end
] | order(_id asc)[0...100]{_id}`)

/** Customer snapshots. */
export const SNAPSHOTS_QUERY = defineQuery(`*[
  _type == "shopifyCustomerSnapshot" && _id > $after && _id < $end
] | order(_id asc)[0...100]{_id}`)

/** Pages without anything of the person, after which the progress of the search is saved. */
const PAGES_UNSAVED = 20

/** A document of a page, with what its query asks for. */
export interface PageRow {
  _id: string
  email?: string | null
  submissionId?: string | null
  emailId?: string | null
  by?: string | null
}

/** Which documents {@link eachPage} reads. */
export interface PagesOptions {
  query: string
  /** Ends with a dot; see {@link idRange}. */
  prefix: string
  params?: object
}

/**
 * Reads documents page by page, from where the search is, until the call's time is over.
 *
 * @param work - gets a page and the id of its last row, where another call would go on; returns whether it
 *   saved the progress
 */
export async function eachPage(
  run: RequestRun,
  {query, prefix, params}: PagesOptions,
  work: (rows: readonly PageRow[], after: string) => Promise<boolean>,
): Promise<void> {
  let {after} = run.progress
  let unsaved = 0
  while (!run.isOver()) {
    const rows = await run.services.client.fetch<PageRow[]>(
      query,
      {...params, ...idRange(prefix, after)},
      {tag: 'leads.privacy.search'},
    )
    const last = rows.at(-1)
    if (!last) return
    after = last._id
    const isSaved = await work(rows, after)
    unsaved = isSaved ? 0 : unsaved + 1
    if (unsaved >= PAGES_UNSAVED) {
      await run.save({...run.progress, after})
      unsaved = 0
    }
  }
  await run.save({...run.progress, after})
}

/** Reads those of some documents that still exist: a query may list what was deleted a moment ago. */
export async function readExisting<D extends SanityDocument>(
  {services}: RequestRun,
  rows: readonly {_id: string}[],
): Promise<D[]> {
  const documents = await services.client.getDocuments<D>(
    rows.map(({_id}) => _id),
    {tag: 'leads.privacy.matches'},
  )
  return documents.flatMap((document) => (document ? [document] : []))
}
