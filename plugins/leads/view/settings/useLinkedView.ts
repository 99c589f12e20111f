import {useEffect, useEffectEvent, useState} from 'react'
import {formatAddress} from '../address/gridAddress.ts'
import type {LeadsRoute} from '../address/useLeadsRoute.ts'
import type {SavedView} from './savedViews.ts'

/**
 * Shows the view that a link names and nothing else, such as `?saved=<id>`, once it is read. An
 * address that says more is that view with changes, and is shown as it says.
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
  // Only when it is found: later changes of the list do not bring a changed view back.
  const found = view?.id
  useEffect(() => {
    if (found !== undefined) show()
  }, [found])
}
