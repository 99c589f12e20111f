import type {SanityClient} from '@sanity/client'
import {defineQuery} from 'groq'
import {addressSubscription} from '../../../../core/consent/subscriptionState.ts'
import {parseTenantDocumentId, tenantDocumentId} from '../../../../core/tenancy/documentId.ts'
import type {LeadRow} from '../../data/leadRow.ts'

const exportStandingsQuery = defineQuery(`*[
  _type in ["newsletterSubscriber", "suppression", "lead"] && site == $site && _id in $ids
]{_id, _type, email, status, reason, liftedAt}`)

/**
 * Gives rows the subscription that holds for the lead's address, for a file that others may mail by.
 * The lead's own copy is not asked: editors may write it.
 *
 * @throws whatever the store throws
 */
export async function withSubscriptions(
  client: SanityClient,
  site: string,
  rows: readonly LeadRow[],
  signal: AbortSignal,
): Promise<LeadRow[]> {
  const idOf = (row: LeadRow, kind: 'subscriber' | 'suppression') =>
    tenantDocumentId(site, kind, parseTenantDocumentId(row._id)?.key ?? '')
  const ids = rows.flatMap((row) => [row._id, idOf(row, 'subscriber'), idOf(row, 'suppression')])
  const options = {perspective: 'raw', tag: 'leads.export.consent', signal} as const
  const found = await client.fetch(exportStandingsQuery, {site, ids}, options)
  const byId = new Map(found.map((document) => [document._id, document] as const))
  return rows.map((row) => {
    const subscriber = byId.get(idOf(row, 'subscriber'))
    const suppression = byId.get(idOf(row, 'suppression'))
    const subscription = addressSubscription({
      email: byId.get(row._id)?.email,
      subscriber: subscriber?._type === 'newsletterSubscriber' ? subscriber : null,
      suppression: suppression?._type === 'suppression' ? suppression : null,
    })
    return {...row, subscription}
  })
}
