import type {SanityClient} from '@sanity/client'
import {useQueryClient} from '@tanstack/react-query'
import {useEffect, useEffectEvent, useRef} from 'react'
import type {GridRequest} from './pageQueries.ts'
import type {GridRow} from './leadPages.ts'
import {fetchRows} from './requests.ts'
import {changeRows} from './useLeadPages.ts'

/** Reads the loaded rows again by id when a column is added, so that they have its values. */
export function useCompleteRows(options: {
  client: SanityClient
  site: string
  request: GridRequest | null
  rows: readonly GridRow[]
}): void {
  const {client, site, request, rows} = options
  const queryClient = useQueryClient()
  const columns = request?.fields.columns ?? null
  const readWith = useRef(columns)

  const complete = useEffectEvent(async () => {
    if (!request || rows.length === 0) return
    const ids = rows.map((row) => row._id)
    const found = await fetchRows(client, request, ids)
    const newer = new Map(found.map((row) => [row._id, row] as const))
    changeRows(queryClient, site, {rows: newer, removed: new Set()})
  })
  useEffect(() => {
    const before = readWith.current
    readWith.current = columns
    if (!before || !columns || columns.every((column) => before.includes(column))) return
    // On failure the new column stays empty; the connection note shows that the store is away.
    complete().catch(() => null)
  }, [columns])
}
