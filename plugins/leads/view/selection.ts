import type {LeadSelection, LeadView} from '../../../core/audience/leadSelection.ts'

/** The selected leads of the grid. */
export type GridSelection = {
  /** The start of a range: the lead that was selected or deselected last. */
  anchor: string | null
} & (
  | {kind: 'ids'; ids: ReadonlySet<string>}
  /** All leads of a view, loaded or not, except some. */
  | {kind: 'matching'; view: LeadView; excluded: ReadonlySet<string>}
)

export const NO_SELECTION: GridSelection = {kind: 'ids', ids: new Set(), anchor: null}

/** Whether a lead is selected. */
export function isSelected(selection: GridSelection, id: string): boolean {
  return selection.kind === 'ids' ? selection.ids.has(id) : !selection.excluded.has(id)
}

/** Selects or deselects leads. */
export function setSelected(
  selection: GridSelection,
  ids: Iterable<string>,
  chosen: boolean,
): GridSelection {
  const listed = new Set(selection.kind === 'ids' ? selection.ids : selection.excluded)
  const adds = chosen === (selection.kind === 'ids')
  for (const id of ids) {
    if (adds) listed.add(id)
    else listed.delete(id)
  }
  return selection.kind === 'ids' ? {...selection, ids: listed} : {...selection, excluded: listed}
}

/** Selects or deselects a lead, and makes it the anchor of ranges. */
export function toggle(selection: GridSelection, id: string): GridSelection {
  return {...setSelected(selection, [id], !isSelected(selection, id)), anchor: id}
}

/**
 * Selects or deselects all leads from the anchor to this one, like the anchor. If the anchor is not
 * loaded any more, only this lead is toggled.
 *
 * @param rows - ids in the grid's order
 */
export function extendTo(
  selection: GridSelection,
  rows: readonly string[],
  id: string,
): GridSelection {
  const {anchor} = selection
  const from = anchor === null ? -1 : rows.indexOf(anchor)
  const to = rows.indexOf(id)
  if (anchor === null || from < 0 || to < 0) return toggle(selection, id)
  const range = rows.slice(Math.min(from, to), Math.max(from, to) + 1)
  return setSelected(selection, range, isSelected(selection, anchor))
}

/** Selects all leads of a view. */
export function selectMatching(view: LeadView): GridSelection {
  return {kind: 'matching', view, excluded: new Set(), anchor: null}
}

/** Whether none, some or all of the rows are selected. */
export function selectedPart(
  selection: GridSelection,
  rows: readonly string[],
): 'none' | 'some' | 'all' {
  const chosen = rows.filter((id) => isSelected(selection, id)).length
  if (chosen === 0) return 'none'
  return chosen === rows.length ? 'all' : 'some'
}

/** The selection for bulk work; `null` if it is empty. */
export function leadSelection(selection: GridSelection): LeadSelection | null {
  if (selection.kind === 'matching') {
    return {kind: 'matching', view: selection.view, excluded: [...selection.excluded]}
  }
  return selection.ids.size === 0 ? null : {kind: 'ids', ids: [...selection.ids]}
}

/**
 * Number of selected leads; `null` while it is not known.
 *
 * @param total - number of leads in the selection's view
 */
export function selectedCount(selection: LeadSelection, total: number | null): number | null {
  if (selection.kind === 'ids') return selection.ids.length
  return total === null ? null : Math.max(0, total - selection.excluded.length)
}
