import type {SanityClient} from '@sanity/client'
import {defineQuery} from 'groq'
import {
  selectionToGroq,
  type LeadSelection,
  needsSegments,
  viewContext,
} from '../../../core/audience/leadSelection.ts'
import type {AudienceFilter} from '../../../core/audience/toGroq.ts'
import type {WorkspaceSite} from '../../ui/siteContext.tsx'

const bulkSegmentsQuery = defineQuery(
  '*[_type == "segment" && site == $site]{_id, title, definition}',
)

/** Most leads that the page changes by itself; larger changes go to a function. */
export const MAX_DIRECT = 1000

/**
 * Compiles a selection to GROQ; reads the site's segments if its view uses any. The parameters
 * include `site`.
 *
 * @throws LeadViewError when the view's filter or segment is invalid
 */
export async function selectionFilter(
  client: SanityClient,
  site: WorkspaceSite,
  selection: LeadSelection,
): Promise<AudienceFilter> {
  const params = {site: site.key}
  if (selection.kind === 'ids') {
    return {filter: '_id in $ids', params: {...params, ids: selection.ids}}
  }
  const options = {perspective: 'raw', tag: 'leads.bulk.segments'} as const
  const {view} = selection
  const segments = needsSegments(view) ? await client.fetch(bulkSegmentsQuery, params, options) : []
  const byId = new Map(segments.map((segment) => [segment._id, segment] as const))
  const context = viewContext(site, view, byId, new Date().toISOString())
  const {filter, params: own} = selectionToGroq(selection, context)
  return {filter, params: {...own, ...params}}
}
