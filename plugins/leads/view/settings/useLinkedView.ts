import {useEffect, useEffectEvent, useState} from 'react'
import {formatAddress} from '../address/gridAddress.ts'
import type {LeadsRoute} from '../address/useLeadsRoute.ts'
import type {SavedView} from './savedViews.ts'

/**
 * Shows the view of a link with no other parameters, such as `?saved=<id>`, once it is read. Other
 * parameters mean that the view was changed, and are shown as they are.
 */
export function useLinkedView(
  route: LeadsRoute,
  views: readonly SavedView[],
  showView: (view: SavedView, how: 'replace') => void,
): void {
  const [isLink] = useState(() => formatAddress({...route.address, savedId: null}).length === 0)
  const [linked] = useState(route.address.savedId)
  const view = isLink ? views.find(({id}) => id === linked) : undefined
  const show = useEffectEvent(() => {
    if (view) showView(view, 'replace')
  })
  // Only once: later changes of the list must not reset a view that the user has changed.
  const found = view?.id
  useEffect(() => {
    if (found !== undefined) show()
  }, [found])
}
