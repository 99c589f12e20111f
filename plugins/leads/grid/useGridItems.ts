import {useEffect, useEffectEvent, useMemo, useRef} from 'react'
import type {ListRange} from 'react-virtuoso'
import type {LeadsData} from '../data/useLeadsData.ts'
import type {GridItem} from './gridContext.ts'

/** Number of skeleton rows while nothing is loaded, and at each end while there are more rows. */
const SKELETONS = {first: 20, more: 3}

/** The next page is requested when so few rows are left beyond the drawn ones. */
const LOAD_AHEAD = 15

/** The loaded rows with skeletons at their ends; loads pages when the user scrolls there. */
export function useGridItems(pages: LeadsData['pages']): {
  items: readonly GridItem[]
  /** Number of skeletons above the first row. */
  above: number
  /** Number of the first item; rows keep theirs when pages load or are dropped. */
  firstNumber: number
  onRange: (range: ListRange) => void
  /** Takes the vertical scroll position in pixels. */
  onScroll: (top: number) => void
} {
  const {rows, first, hasMore, hasPrevious, isLoading, loadMoreFailed} = pages
  const above = hasPrevious && !isLoading ? SKELETONS.more : 0
  const items = useMemo<GridItem[]>(() => {
    if (isLoading) return Array.from({length: SKELETONS.first}, () => null)
    const below = hasMore ? SKELETONS.more : 0
    const skeletons = (length: number) => Array.from({length}, () => null)
    return [...skeletons(above), ...rows, ...skeletons(below)]
  }, [above, hasMore, isLoading, rows])
  const firstNumber = Math.max(0, first - above)

  const shown = useRef<ListRange | null>(null)
  /** Whether the rows were last scrolled upwards. */
  const isGoingUp = useRef(false)
  const scrolled = useRef<{origin: string | null; top: number}>({origin: null, top: 0})
  const loadVisible = () => {
    if (!shown.current || pages.isLoadingMore || pages.isPrevious || loadMoreFailed) return
    const start = shown.current.startIndex - firstNumber
    const end = shown.current.endIndex - firstNumber
    if (hasMore && end >= above + rows.length - LOAD_AHEAD) {
      void pages.loadMore()
      return
    }
    // After a jump, rows above are not loaded until the user scrolls up.
    if (hasPrevious && isGoingUp.current && start <= above + LOAD_AHEAD) void pages.loadPrevious()
  }
  const {isLoadingMore} = pages
  const loadMissing = useEffectEvent(loadVisible)
  // After fast scrolling, the user may be at the edge again when a page has loaded.
  useEffect(() => {
    if (!isLoadingMore) loadMissing()
  }, [isLoadingMore])
  const onRange = (range: ListRange) => {
    shown.current = range
    loadVisible()
  }
  const onScroll = (top: number) => {
    const isElsewhere = scrolled.current.origin !== pages.origin
    isGoingUp.current = !isElsewhere && top < scrolled.current.top
    scrolled.current = {origin: pages.origin, top}
    if (isGoingUp.current) loadVisible()
  }
  return {items, above, firstNumber, onRange, onScroll}
}
