import {useEffect, useEffectEvent, useMemo, useRef} from 'react'
import type {ListRange} from 'react-virtuoso'
import type {LeadsData} from '../data/useLeadsData.ts'
import type {GridItem} from './gridContext.ts'

/** Rows drawn as skeletons while nothing is loaded, and beside the loaded ones while there are more. */
const SKELETONS = {first: 20, more: 3}

/** The next page is asked for when this many rows are left beyond the outermost one drawn. */
const LOAD_AHEAD = 15

/**
 * The rows as they are drawn, with skeletons where more is to come, and loading of what is scrolled
 * to.
 */
export function useGridItems(pages: LeadsData['pages']): {
  items: readonly GridItem[]
  /** How many skeletons stand above the first row. */
  above: number
  /** Number of the first item; rows keep theirs while pages come and go. */
  firstNumber: number
  onRange: (range: ListRange) => void
  /** Takes how far the grid is scrolled, in pixels. */
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
  const loadWhatIsSeen = () => {
    if (!shown.current || pages.isLoadingMore || pages.isPrevious || loadMoreFailed) return
    const start = shown.current.startIndex - firstNumber
    const end = shown.current.endIndex - firstNumber
    if (hasMore && end >= above + rows.length - LOAD_AHEAD) {
      void pages.loadMore()
      return
    }
    // Whoever has just jumped to a row is not disturbed by others that come in above it.
    if (hasPrevious && isGoingUp.current && start <= above + LOAD_AHEAD) void pages.loadPrevious()
  }
  const {isLoadingMore} = pages
  const loadMissing = useEffectEvent(loadWhatIsSeen)
  // Whoever scrolls fast may still be at the edge when a page has arrived.
  useEffect(() => {
    if (!isLoadingMore) loadMissing()
  }, [isLoadingMore])
  const onRange = (range: ListRange) => {
    shown.current = range
    loadWhatIsSeen()
  }
  const onScroll = (top: number) => {
    const isElsewhere = scrolled.current.origin !== pages.origin
    isGoingUp.current = !isElsewhere && top < scrolled.current.top
    scrolled.current = {origin: pages.origin, top}
    if (isGoingUp.current) loadWhatIsSeen()
  }
  return {items, above, firstNumber, onRange, onScroll}
}
