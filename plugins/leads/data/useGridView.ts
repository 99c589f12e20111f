import type {SanityClient} from '@sanity/client'
import {useQuery} from '@tanstack/react-query'
import {defineQuery} from 'groq'
import {useMemo, useState} from 'react'
import type {CustomFieldDefinition} from '../../../core/audience/customFields.ts'
import {audienceFields} from '../../../core/audience/fields.ts'
import {viewToGroq, type LeadView} from '../../../core/audience/leadSelection.ts'
import {siteTimeZone} from '../../../core/audience/timeZone.ts'
import type {AudienceFilter} from '../../../core/audience/toGroq.ts'
import type {Site} from '../../../core/sanity.types.generated.ts'

const segmentsQuery = defineQuery(
  '*[_type == "segment" && site == $site] | order(_id asc)[0...500]{_id, title, definition}',
)

/** A view as the store is asked for it. */
export interface CompiledView {
  /** `null` while segments are read, or when the view cannot be shown. */
  where: AudienceFilter | null
  /** Why the view cannot be shown. */
  error: Error | null
  /** Title of the view's segment, when it is known. */
  segmentTitle: string | null
}

function usesSegments({segmentId, audience}: LeadView): boolean {
  // A condition on segments names the field; a word that looks like it only costs a request.
  return segmentId !== null || JSON.stringify(audience).includes('"segment"')
}

/**
 * Compiles a view to its condition. Segments are read only for views that use some. The view keeps
 * the day that it was opened on.
 *
 * @param view - `null` while it is not known
 */
export function useGridView(options: {
  client: SanityClient
  site: Site
  view: LeadView | null
  customFields: readonly CustomFieldDefinition[]
}): CompiledView {
  const {client, site, view, customFields} = options
  const [now] = useState(() => new Date().toISOString())
  const needsSegments = view !== null && usesSegments(view)
  const segments = useQuery({
    queryKey: ['leads', 'segments', site.key],
    queryFn: ({signal}) =>
      client.fetch(
        segmentsQuery,
        {site: site.key},
        {perspective: 'raw', signal, tag: 'leads.grid.segments'},
      ),
    enabled: needsSegments,
    retry: false,
  })
  const byId = useMemo(
    () => new Map((segments.data ?? []).map((segment) => [segment._id, segment] as const)),
    [segments.data],
  )
  const isWaiting = view === null || (needsSegments && segments.isPending)
  const timeZone = siteTimeZone(site)
  const compiled = useMemo((): Omit<CompiledView, 'segmentTitle'> => {
    if (isWaiting || !view) return {where: null, error: null}
    try {
      const context = {fields: audienceFields(customFields), segments: byId, now, timeZone}
      return {where: viewToGroq(view, context), error: null}
    } catch (error) {
      return {where: null, error: error instanceof Error ? error : new Error(String(error))}
    }
  }, [byId, customFields, isWaiting, now, timeZone, view])
  const segment = view?.segmentId ? byId.get(view.segmentId) : undefined
  return {
    where: compiled.where,
    error: segments.error ?? compiled.error,
    segmentTitle: segment?.title ?? null,
  }
}
