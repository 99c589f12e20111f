import type {ColumnId} from '../../data/columnId.ts'

/**
 * Columns of a file of leads: those that the grid shows, in its order. The e-mail is always there,
 * last where the grid does not show it: by it other programs know a person again.
 */
export function exportColumns(shown: readonly ColumnId[]): ColumnId[] {
  return shown.includes('email') ? [...shown] : [...shown, 'email']
}
