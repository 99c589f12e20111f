import type {SanityClient} from '@sanity/client'
import {useCallback, useState} from 'react'
import {useSiteContext} from '../../../ui/siteContext.tsx'
import type {ShownLeads} from '../useShownLeads.ts'
import {NO_FILTER} from './filterStates.ts'
import type {SavedView} from './savedViews.ts'
import {useLinkedView} from './useLinkedView.ts'
import {useSavedViews, type SavedViews} from './useSavedViews.ts'

/** The saved views, and the menu's actions. */
export interface ViewsMenuState {
  saved: SavedViews
  /** Id of the current saved view. */
  currentId: string | null
  /** Reads the views; called when the menu opens. */
  ask: () => void
  show: (view: SavedView) => void
  /**
   * Saves the current view under a name.
   *
   * @throws ChangeError or the client's error when it was not saved
   */
  saveShown: (title: string, isShared: boolean) => Promise<void>
  /**
   * Overwrites a saved view with the current one.
   *
   * @throws ChangeError or the client's error when it was not overwritten
   */
  overwriteWithShown: (view: SavedView) => Promise<void>
}

/** Saves and shows views, including the one of a link. */
export function useViewsMenu(client: SanityClient, shown: ShownLeads): ViewsMenuState {
  const {site} = useSiteContext()
  const {route, settings, filters} = shown
  const {address, change} = route
  const {layout, density} = settings
  const [isAsked, setAsked] = useState(address.savedId !== null)
  const saved = useSavedViews(client, site, isAsked)
  const show = (view: SavedView, how: 'push' | 'replace' = 'push') => {
    change({...view.address, filterId: filters.nameFilter(view.filter), savedId: view.id}, how)
  }
  useLinkedView(route, saved.views, show)
  const current = {address: {...address, layout, density}, filter: filters.filter ?? NO_FILTER}
  return {
    saved,
    currentId: address.savedId,
    ask: useCallback(() => setAsked(true), []),
    show: (view) => show(view),
    saveShown: async (title, isShared) => {
      const id = await saved.save({title, isShared, ...current})
      change({savedId: id, layout, density}, 'replace')
    },
    overwriteWithShown: (view) => saved.overwrite(view, current),
  }
}
