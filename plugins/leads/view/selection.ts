import type {LeadSelection, LeadView} from '../../../core/audience/leadSelection.ts'

/** Which leads are chosen in the grid. */
export type GridSelection = {
  /** The lead from which a range is counted: the one that was chosen or let go last. */
  anchor: string | null
} & (
  | {kind: 'ids'; ids: ReadonlySet<string>}
  /** Every lead of a view, also those that nobody has loaded, without some. */
  | {kind: 'matching'; view: LeadView; excluded: ReadonlySet<string>}
)

/** Nothing is chosen. */
export const NO_SELECTION: GridSelection = {kind: 'ids', ids: new Set(), anchor: null}

/** Whether a lead is chosen. */
export function isSelected(selection: GridSelection, id: string): boolean {
  return selection.kind === 'ids' ? selection.ids.has(id) : !selection.excluded.has(id)
}

/** Chooses leads, or lets them go. */
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

/** Chooses a lead or lets it go; ranges count from it then. */
export function toggle(selection: GridSelection, id: string): GridSelection {
  return {...setSelected(selection, [id], !isSelected(selection, id)), anchor: id}
}

/**
 * Does to all leads between the last one and this one what was done to the last one. Where the last
 * one is not among the loaded rows any more, this one is chosen alone.
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

/** Chooses every lead of a view. */
export function selectMatching(view: LeadView): GridSelection {
  return {kind: 'matching', view, excluded: new Set(), anchor: null}
}

/** How many of some rows are chosen. */
export function share(selection: GridSelection, rows: readonly string[]): 'none' | 'some' | 'all' {
  const chosen = rows.filter((id) => isSelected(selection, id)).length
  if (chosen === 0) return 'none'
  return chosen === rows.length ? 'all' : 'some'
}

/** The selection as bulk work takes it; `null` when nothing is chosen. */
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
