import type {SanityClient} from '@sanity/client'
import {defineQuery} from 'groq'
import type {SegmentSource} from '../../../core/audience/checkAudience.ts'
import {
  needsSegments,
  selectionToGroq,
  viewContext,
  type LeadSelection,
} from '../../../core/audience/leadSelection.ts'
import {idConditions, type ExportCondition} from '../../../core/exports/exportFile.ts'
import {parseIdOfKind} from '../../../core/tenancy/documentId.ts'
import type {WholeSite} from '../siteRegistry.ts'

const EXPORT_SEGMENTS_QUERY = defineQuery(
  '*[_type == "segment" && site == $site]{_id, title, definition}',
)

type SegmentRow = SegmentSource & {_id: string}

/**
 * Compiles which leads a file has. Segments are those of this moment; relative dates count from the moment
 * of the export.
 *
 * @param asOf - the moment of the export, ISO 8601, UTC
 * @param pageSize - most ids of one condition
 * @throws LeadViewError when a filter or a segment is not valid any more
 */
export async function exportConditions(
  client: SanityClient,
  site: WholeSite,
  leads: LeadSelection,
  asOf: string,
  pageSize: number,
): Promise<ExportCondition[]> {
  if (leads.kind === 'ids') {
    const own = leads.ids.filter((id) => parseIdOfKind(id, 'lead')?.site === site.key)
    return idConditions(own, pageSize)
  }
  const segments = needsSegments(leads.view)
    ? await client.fetch<SegmentRow[]>(
        EXPORT_SEGMENTS_QUERY,
        {site: site.key},
        {tag: 'leads.export.segments'},
      )
    : []
  const byId = new Map(
    segments
      .filter(({_id}) => parseIdOfKind(_id, 'segment')?.site === site.key)
      .map((segment) => [segment._id, segment] as const),
  )
  return [selectionToGroq(leads, viewContext(site, leads.view, byId, asOf))]
}
