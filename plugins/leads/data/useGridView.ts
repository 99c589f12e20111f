import type {SanityClient} from '@sanity/client'
import {useQuery} from '@tanstack/react-query'
import {defineQuery} from 'groq'
import {useMemo, useState} from 'react'
import {
  viewToGroq,
  type LeadView,
  needsSegments,
  viewContext,
} from '../../../core/audience/leadSelection.ts'
import type {AudienceFilter} from '../../../core/audience/toGroq.ts'
import type {WorkspaceSite} from '../../ui/siteContext.tsx'

const segmentsQuery = defineQuery(
  '*[_type == "segment" && site == $site] | order(_id asc)[0...500]{_id, title, definition}',
)

/** A view compiled to GROQ. */
export interface CompiledView {
  /** `null` while segments are loading, or if the view is invalid. */
  where: AudienceFilter | null
  /** Why the view is invalid, or its segments could not be read. */
  error: Error | null
  /** Title of the view's segment, if it is known. */
  segmentTitle: string | null
}

/**
 * Compiles a view. Segments are read only if it uses any. Relative dates count from the day on which
 * the view was opened.
 *
 * @param view - `null` while it is not known
 */
export function useGridView(options: {
  client: SanityClient
  site: WorkspaceSite
  view: LeadView | null
}): CompiledView {
  const {client, site, view} = options
  const [now] = useState(() => new Date().toISOString())
  const usesSegments = view !== null && needsSegments(view)
  const segments = useQuery({
    queryKey: ['leads', 'segments', site.key],
    queryFn: ({signal}) =>
      client.fetch(
        segmentsQuery,
        {site: site.key},
        {perspective: 'raw', signal, tag: 'leads.grid.segments'},
      ),
    enabled: usesSegments,
    retry: false,
  })
  const byId = useMemo(
    () => new Map((segments.data ?? []).map((segment) => [segment._id, segment] as const)),
    [segments.data],
  )
  const isWaiting = view === null || (usesSegments && segments.isPending)
  const compiled = useMemo((): Omit<CompiledView, 'segmentTitle'> => {
    if (isWaiting || !view) return {where: null, error: null}
    try {
      return {where: viewToGroq(view, viewContext(site, view, byId, now)), error: null}
    } catch (error) {
      return {where: null, error: error instanceof Error ? error : new Error(String(error))}
    }
  }, [byId, isWaiting, now, site, view])
  const segment = view?.segmentId ? byId.get(view.segmentId) : undefined
  return {
    where: compiled.where,
    error: segments.error ?? compiled.error,
    segmentTitle: segment?.title ?? null,
  }
}
