import type {SanityClient} from '@sanity/client'
import {defineQuery} from 'groq'
import {withPendingTrail} from '../../../core/audit/pendingTrail.ts'
import type {LeadStore} from './leadWrites.ts'

const writableLeadQuery = defineQuery(
  '*[_type == "lead" && _id == $id][0]{_id, _rev, site, status, lastActivityAt, name, company, jobTitle, phone, linkedIn, owner, tags, customFields}',
)

const lastStatusChangeQuery = defineQuery(
  '*[_type == "leadActivity" && site == $site && leadId == $id && kind == "status"] | order(at desc, _id asc)[0]{"by": actor.id, "to": details[name == "to"][0].value}',
)

/** The store of a site's leads, over Sanity's client. */
export function clientLeadStore(client: SanityClient, site: string): LeadStore {
  return {
    read: (id) =>
      client.fetch(writableLeadQuery, {id}, {perspective: 'raw', tag: 'leads.change.read'}),
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
