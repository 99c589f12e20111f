import type {SanityClient} from '@sanity/client'
import {defineQuery} from 'groq'
import type {LeadStore} from './leadWrites.ts'

const writableLeadQuery = defineQuery(
  '*[_type == "lead" && _id == $id][0]{_id, _rev, site, status, lastActivityAt}',
)

const lastStatusActorQuery = defineQuery(
  '*[_type == "leadActivity" && site == $site && leadId == $id && kind == "status"] | order(at desc, _id asc)[0].actor.name',
)

/** The store of a site's leads, over Sanity's client. */
export function clientLeadStore(client: SanityClient, site: string): LeadStore {
  return {
    read: (id) =>
      client.fetch(writableLeadQuery, {id}, {perspective: 'raw', tag: 'leads.change.read'}),
    lastStatusChangeBy: async (id) => {
      const options = {perspective: 'raw', tag: 'leads.change.who'} as const
      return (await client.fetch(lastStatusActorQuery, {id, site}, options)) ?? null
    },
    commit: async (mutations) => {
      await client.mutate(mutations, {
        returnDocuments: false,
        tag: 'leads.change.commit',
        visibility: 'sync',
      })
    },
  }
}
