/** Longest cell, in UTF-16 code units. Excel holds 32,767 in a cell; what is longer is not a value of a table. */
export const MAX_CELL = 100_000

/** Most columns. Exports of all attributes of a contact have several hundred; Excel has 16,384. */
export const MAX_COLUMNS = 2000

/** Longest row, in UTF-16 code units over all of its cells. */
export const MAX_ROW = 400_000

export interface RowLimits {
  maxCell: number
  maxColumns: number
  maxRow: number
  /** Characters within which a quote must be closed and a line must end. They are kept in memory. */
  lookahead: number
  /** Most rows in a batch. */
  batch: number
  /** UTF-16 code units of text from which a batch is complete, however few rows it has. */
  batchText: number
}

export const ROW_LIMITS: RowLimits = {
  maxCell: MAX_CELL,
  maxColumns: MAX_COLUMNS,
  maxRow: MAX_ROW,
  lookahead: 16 * 1024 * 1024,
  batch: 1000,
  batchText: 4 * 1024 * 1024,
}
