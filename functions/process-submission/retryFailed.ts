import type {SanityClient} from '@sanity/client'
import {defineQuery} from 'groq'
import {commitDecision} from '../../core/changes/commitDecision.ts'
import {retrySubmission} from '../../core/changes/submissionAttempts.ts'
import type {LeadSubmission} from '../../core/sanity.types.generated.ts'
import {isDocumentOfKind} from '../../core/tenancy/documentId.ts'
import {changeStore} from '../shared/changeStore.ts'

const FAILED_QUERY = defineQuery(`*[
  _type == "leadSubmission" && site == $site && outcome == "failed" && _id > $after
] | order(_id asc)[0...100]._id`)

const TAG = 'leads.process.retry'

/** Which submissions to retry. */
export interface RetryScope {
  /** Key of the site. */
  site: string
  /** Ids of single submissions; by default all that failed. */
  ids?: readonly string[] | undefined
}

async function failedIds(client: SanityClient, site: string): Promise<string[]> {
  const found: string[] = []
  for (;;) {
    const page = await client.fetch<string[]>(
      FAILED_QUERY,
      {site, after: found.at(-1) ?? ''},
      {tag: TAG},
    )
    if (page.length === 0) return found
    found.push(...page)
  }
}

/**
 * Makes failed submissions ready for another attempt, which the sweep then makes.
 *
 * @param client - with a token that may write submissions: a robot's or a superadmin's
 * @returns ids of the submissions that will be retried; others were processed or never failed
 * @throws whatever reading and writing throw
 */
export async function retryFailed(
  client: SanityClient,
  {site, ids}: RetryScope,
): Promise<string[]> {
  const retried: string[] = []
  for (const id of ids ?? (await failedIds(client, site))) {
    const store = changeStore(client, TAG, () => client.getDocument<LeadSubmission>(id, {tag: TAG}))
    const {mutations} = await commitDecision(store, (submission) => {
      const isOne =
        submission && isDocumentOfKind(submission, 'submission') && submission.site === site
      return {mutations: isOne ? retrySubmission(submission) : []}
    })
    if (mutations.length > 0) retried.push(id)
  }
  return retried
}
