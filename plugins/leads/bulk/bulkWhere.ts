import type {SanityClient} from '@sanity/client'
import {defineQuery} from 'groq'
import {
  selectionToGroq,
  type LeadSelection,
  needsSegments,
  viewContext,
} from '../../../core/audience/leadSelection.ts'
import type {Site} from '../../../core/sanity.types.generated.ts'

const bulkSegmentsQuery = defineQuery(
  '*[_type == "segment" && site == $site]{_id, title, definition}',
)

/** Most leads that the page changes by itself; more are given to a function. */
export const MAX_DIRECT = 1000

/** Which leads a selection means, as a condition and its parameters, `site` included. */
export interface BulkWhere {
  condition: string
  params: Record<string, unknown>
}

/**
 * Compiles a selection; asks for the site's segments where its view uses some.
 *
 * @throws LeadViewError when the view's filter or segment does not make sense
 */
export async function bulkWhere(
  client: SanityClient,
  site: Site,
  selection: LeadSelection,
): Promise<BulkWhere> {
  const params = {site: site.key}
  if (selection.kind === 'ids') {
    return {condition: '_id in $ids', params: {...params, ids: selection.ids}}
  }
  const options = {perspective: 'raw', tag: 'leads.bulk.segments'} as const
  const {view} = selection
  const segments = needsSegments(view) ? await client.fetch(bulkSegmentsQuery, params, options) : []
  const byId = new Map(segments.map((segment) => [segment._id, segment] as const))
  const context = viewContext(site, view, byId, new Date().toISOString())
  const {filter, params: own} = selectionToGroq(selection, context)
  return {condition: filter, params: {...own, ...params}}
}
