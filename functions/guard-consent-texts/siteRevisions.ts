import type {SanityClient} from '@sanity/client'
import type {ObservedTexts} from '../../core/consent/publishedTexts.ts'
import {isTransient} from '../shared/storeErrors.ts'
import {documentsAt, revisionsOf} from '../shared/storeHistory.ts'

/** Most revisions that are read to catch up on calls that were not made. */
const MOST_REVISIONS = 100

/**
 * The consent texts that a site's document had in the revisions between two, by the store's history.
 * Hosted Sanity keeps it for a time that depends on the plan.
 *
 * @param after - revision to begin behind; `null` for the first that the history has
 * @param until - revision to end before
 * @returns nothing where the history cannot be read
 * @throws when the store is away
 */
export async function textsBetween(
  client: SanityClient,
  id: string,
  after: string | null,
  until: string,
): Promise<ObservedTexts[]> {
  const found: ObservedTexts[] = []
  try {
    const range = {...(after === null ? {} : {fromTransaction: after}), toTransaction: until}
    for (const revision of await revisionsOf(client, id, range, MOST_REVISIONS)) {
      if (revision === after || revision === until) continue
      const document = (await documentsAt(client, [id], revision)).get(id)
      const at = document?.['_updatedAt']
      if (typeof at === 'string') found.push({texts: document?.['consentTexts'], at})
    }
  } catch (error) {
    if (isTransient(error)) throw error
  }
  return found
}
