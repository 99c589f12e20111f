import {useCallback, useEffect, useState} from 'react'
import {useKeyValueStore} from 'sanity'
import {formatLayout} from '../../columns/layout.ts'
import type {LeadsRoute} from '../address/useLeadsRoute.ts'
import {readSettings, settingsKey, storedSettings, type GridSettings} from './gridSettings.ts'

/** Longest wait for the user's own columns before the usual ones are shown. */
const PATIENCE_MS = 1500

const USUAL = readSettings(null)

/** Columns and density of the grid, and how to change them. */
export interface GridSettingsState extends GridSettings {
  /** Whether it is known which columns to show. */
  isReady: boolean
  changeSettings: (parts: Partial<GridSettings>) => void
}

/**
 * Columns and density: those of the address, else those that the user had last, which are kept in
 * the Studio's key-value store. What the user had is then put into the address, so that a copied link
 * shows the same.
 */
export function useGridSettings(site: string, route: LeadsRoute): GridSettingsState {
  const store = useKeyValueStore()
  const [kept, setKept] = useState<GridSettings | null>(null)
  const {change, address} = route
  const isSaid = address.layout !== null && address.density !== null

  useEffect(() => {
    if (kept || isSaid) return undefined
    const timer = setTimeout(() => setKept(USUAL), PATIENCE_MS)
    const subscription = store.getKey(settingsKey(site)).subscribe({
      next: (stored) => setKept(readSettings(stored)),
      error: () => setKept(USUAL),
    })
    return () => {
      clearTimeout(timer)
      subscription.unsubscribe()
    }
  }, [isSaid, kept, site, store])

  useEffect(() => {
    if (!kept) return
    const layout =
      address.layout === null && formatLayout(kept.layout) !== formatLayout(USUAL.layout)
    const density = address.density === null && kept.density !== USUAL.density
    if (!layout && !density) return
    change(
      {...(layout ? {layout: kept.layout} : {}), ...(density ? {density: kept.density} : {})},
      'replace',
    )
  }, [address.density, address.layout, change, kept])

  const layout = address.layout ?? kept?.layout ?? USUAL.layout
  const density = address.density ?? kept?.density ?? USUAL.density
  return {
    layout,
    density,
    isReady: address.layout !== null || kept !== null,
    changeSettings: useCallback(
      (parts) => {
        const next = {layout, density, ...parts}
        setKept(next)
        change(parts, 'replace')
        // The grid is as chosen even where it cannot be kept for the next time.
        void store.setKey(settingsKey(site), storedSettings(next)).catch(() => null)
      },
      [change, density, layout, site, store],
    ),
  }
}
