import {useCallback, useState} from 'react'
import type {LeadView} from '../../../core/audience/leadSelection.ts'
import {NO_SELECTION, selectMatching, type GridSelection} from './selection.ts'

/** What is chosen in the grid, and how to change it. */
export interface SelectionState {
  selection: GridSelection
  change: (selection: GridSelection) => void
  clear: () => void
  /** Chooses every lead of the view. */
  selectAll: () => void
}

/**
 * The selection. Leads that were chosen one by one stay chosen while one scrolls, sorts and searches
 * on; "all that match" stands for the view that it was said of, and ends with it.
 *
 * @param view - what the grid shows; `null` while that is not known
 */
export function useSelection(view: LeadView | null): SelectionState {
  const [selection, setSelection] = useState<GridSelection>(NO_SELECTION)
  if (selection.kind === 'matching' && view && selection.view !== view) setSelection(NO_SELECTION)
  return {
    selection,
    change: setSelection,
    clear: useCallback(() => setSelection(NO_SELECTION), []),
    selectAll: useCallback(() => {
      if (view) setSelection(selectMatching(view))
    }, [view]),
  }
}
