import type {SanityClient} from '@sanity/client'
import {defineQuery} from 'groq'
import {withPendingTrail} from '../../../../core/audit/withPendingTrail.ts'
import type {Lead} from '../../../../core/sanity.types.generated.ts'
import type {LeadStore} from './leadWrites.ts'

const lastStatusChangeQuery = defineQuery(
  '*[_type == "leadActivity" && site == $site && leadId == $id && kind == "status"] | order(at desc, _id asc)[0]{"by": actor.id, "to": details[name == "to"][0].value}',
)

/** The store of a site's leads, over Sanity's client. */
export function clientLeadStore(client: SanityClient, site: string): LeadStore {
  return {
    // By its id: a query may not see yet what was written a moment ago.
    read: async (id) => {
      const lead = await client.getDocument<Lead>(id, {tag: 'leads.change.read'})
      return lead?._type === 'lead' ? lead : null
    },
    whoSetStatus: async (id, status) => {
      const options = {perspective: 'raw', tag: 'leads.change.who'} as const
      const last = await client.fetch(lastStatusChangeQuery, {id, site}, options)
      return last?.to === status ? last.by : null
    },
    commit: async (mutations) => {
      await client.mutate(withPendingTrail(mutations), {
        returnDocuments: false,
        tag: 'leads.change.commit',
        visibility: 'sync',
      })
    },
  }
}
