import {useCallback, useState} from 'react'
import type {LeadView} from '../../../core/audience/leadSelection.ts'
import {NO_SELECTION, selectMatching, type GridSelection} from './selection.ts'

/** The selection, and how to change it. */
export interface SelectionState {
  selection: GridSelection
  change: (selection: GridSelection) => void
  clear: () => void
  selectAll: () => void
}

/**
 * The selection. Single leads stay selected when the user sorts or searches; a selection of a whole
 * view ends with that view.
 *
 * @param view - the grid's view; `null` while it is not known
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
