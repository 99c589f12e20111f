import type {SanityClient} from '@sanity/client'
import {useCallback, useMemo, useState} from 'react'
import {useSiteContext} from '../../ui/siteContext.tsx'
import {parseColumnId, type ColumnId} from '../../../core/leads/columnId.ts'
import type {GridRequest} from '../data/pageQueries.ts'
import type {PagePlace} from '../data/pagePlace.ts'
import {rowFields} from '../data/rowFields.ts'
import {useGridView, type CompiledView} from '../data/useGridView.ts'
import {useLeadsData, type LeadsData} from '../data/useLeadsData.ts'
import {usePosition} from '../data/usePosition.ts'
import type {ShownLeads} from './useShownLeads.ts'

const START: PagePlace = {kind: 'start'}

/** The rows of the grid. */
export interface LeadRows {
  compiled: CompiledView
  /** `null` while it is not known. */
  request: GridRequest | null
  data: LeadsData
  /** Number of leads before the first loaded row; `null` while it is not known. */
  position: number | null
  onJump: (to: PagePlace) => void
}

function readColumns(text: string): ColumnId[] {
  const ids: unknown = JSON.parse(text)
  return Array.isArray(ids) ? ids.flatMap((id: unknown) => parseColumnId(String(id)) ?? []) : []
}

/** Reads the rows of the current view, from the place of the last jump. */
export function useLeadRows(client: SanityClient, shown: ShownLeads): LeadRows {
  const {site, document} = useSiteContext()
  const {view, route, settings} = shown
  const {sort} = route.address
  const compiled = useGridView({client, site: document, view})
  const {where} = compiled
  // The order of the columns does not change the request.
  const columns = JSON.stringify(settings.layout.map(({id}) => id).toSorted())
  const fields = useMemo(() => rowFields(readColumns(columns)), [columns])
  const request = useMemo(
    (): GridRequest | null => (where && settings.isReady ? {site, sort, where, fields} : null),
    [fields, settings.isReady, site, sort, where],
  )
  const [jump, setJump] = useState<{view: unknown; place: PagePlace; count: number}>({
    view: null,
    place: START,
    count: 0,
  })
  const data = useLeadsData({
    client,
    site,
    request,
    start: jump.view === where && jump.view !== null ? jump.place : START,
    jump: jump.count,
    openId: route.leadId,
  })
  const onJump = useCallback(
    (to: PagePlace) => setJump((before) => ({view: where, place: to, count: before.count + 1})),
    [where],
  )
  return {
    compiled,
    request,
    data,
    position: usePosition({client, request, pages: data.pages}),
    onJump,
  }
}
