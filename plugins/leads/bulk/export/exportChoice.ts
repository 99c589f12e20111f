import {
  columnsAsShown,
  CONSENT_COLUMN_IDS,
  parseExportColumn,
  PROOF_COLUMNS,
  type ExportColumn,
} from '../../../../core/exports/exportColumns.ts'
import type {ExportFormat} from '../../../../core/exports/exportFile.ts'
import {customColumn, type ColumnId} from '../../../../core/leads/columnId.ts'
import {LEAD_FIELD_NAMES} from '../../../../core/leads/leadFields.ts'

/** What somebody chose for a file. */
export interface ExportChoice {
  /** In the order of the file. */
  columns: readonly ExportColumn[]
  format: ExportFormat
}

/** The columns to begin with: as the grid shows them, or those that prove consent. */
export type ColumnPreset = 'shown' | 'proof'

/** The columns of a preset. */
export function presetColumns(
  preset: ColumnPreset,
  shown: readonly ColumnId[],
): readonly ExportColumn[] {
  return preset === 'proof' ? PROOF_COLUMNS : columnsAsShown(shown)
}

/** All columns that a file may have: the chosen ones in their order, then the others. */
export function offeredColumns(
  chosen: readonly ExportColumn[],
  customFields: readonly string[],
): {others: readonly ExportColumn[]; consent: readonly ExportColumn[]} {
  const rest = (columns: readonly ExportColumn[]) => columns.filter((id) => !chosen.includes(id))
  return {
    others: rest([...LEAD_FIELD_NAMES, ...customFields.map(customColumn)]),
    consent: rest(CONSENT_COLUMN_IDS),
  }
}

/** Adds a column at the end, or takes it out. At least one stays. */
export function toggleExportColumn(
  chosen: readonly ExportColumn[],
  id: ExportColumn,
): readonly ExportColumn[] {
  if (!chosen.includes(id)) return [...chosen, id]
  return chosen.length === 1 ? chosen : chosen.filter((each) => each !== id)
}

/** Moves a column to the place of another. */
export function moveExportColumn(
  chosen: readonly ExportColumn[],
  from: string,
  to: string,
): readonly ExportColumn[] {
  const [id, target] = [parseExportColumn(from), parseExportColumn(to)]
  const at = target === null ? -1 : chosen.indexOf(target)
  if (id === null || at < 0 || !chosen.includes(id)) return chosen
  return chosen.filter((each) => each !== id).toSpliced(at, 0, id)
}
