import {useCallback, useEffect, useState} from 'react'
import {useKeyValueStore} from 'sanity'
import {formatLayout} from '../../columns/layout.ts'
import type {LeadsRoute} from '../address/useLeadsRoute.ts'
import {readSettings, settingsKey, storedSettings, type GridSettings} from './gridSettings.ts'

/** Longest wait for the stored settings before the defaults are shown. */
const MAX_WAIT_MS = 1500

const DEFAULTS = readSettings(null)

/** Columns and density of the grid, and how to change them. */
export interface GridSettingsState extends GridSettings {
  /** Whether the columns are known. */
  isReady: boolean
  changeSettings: (parts: Partial<GridSettings>) => void
}

/**
 * Columns and density from the URL, else the user's last ones from the Studio's key-value store, which
 * are then added to the URL, so that a copied link shows the same.
 */
export function useGridSettings(site: string, route: LeadsRoute): GridSettingsState {
  const store = useKeyValueStore()
  const [stored, setStored] = useState<GridSettings | null>(null)
  const {change, address} = route
  const isInAddress = address.layout !== null && address.density !== null

  useEffect(() => {
    if (stored || isInAddress) return undefined
    const timer = setTimeout(() => setStored(DEFAULTS), MAX_WAIT_MS)
    const subscription = store.getKey(settingsKey(site)).subscribe({
      next: (value) => setStored(readSettings(value)),
      error: () => setStored(DEFAULTS),
    })
    return () => {
      clearTimeout(timer)
      subscription.unsubscribe()
    }
  }, [isInAddress, stored, site, store])

  useEffect(() => {
    if (!stored) return
    const layout =
      address.layout === null && formatLayout(stored.layout) !== formatLayout(DEFAULTS.layout)
    const density = address.density === null && stored.density !== DEFAULTS.density
    if (!layout && !density) return
    change(
      {...(layout ? {layout: stored.layout} : {}), ...(density ? {density: stored.density} : {})},
      'replace',
    )
  }, [address.density, address.layout, change, stored])

  const layout = address.layout ?? stored?.layout ?? DEFAULTS.layout
  const density = address.density ?? stored?.density ?? DEFAULTS.density
  return {
    layout,
    density,
    isReady: address.layout !== null || stored !== null,
    changeSettings: useCallback(
      (parts) => {
        const next = {layout, density, ...parts}
        setStored(next)
        change(parts, 'replace')
        // The settings apply even if they cannot be stored.
        void store.setKey(settingsKey(site), storedSettings(next)).catch(() => null)
      },
      [change, density, layout, site, store],
    ),
  }
}
