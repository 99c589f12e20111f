import {parseJobSums} from '../jobs/jobChunk.ts'
import type {ImportRecord} from './importJob.ts'
import type {SourceFile} from './importPlan.ts'
import {leftSum} from './rowSums.ts'
import {presetReason} from './vendors/recognizeFiles.ts'
import type {LeftBehindReason} from './vendors/vendorPreset.ts'

/** A column of a file that is not imported. */
export interface LeftColumn {
  /** Number of the file in the import, from 0, and its name. */
  file: number
  fileName: string
  /** Position in the file, from 0. */
  column: number
  heading: string
  /** Cells with a value. */
  values: number
  /** Why, where the service is known to export it. */
  reason: LeftBehindReason | null
}

/**
 * Every column of an import that is left behind; those with most values first.
 *
 * @param files - of the import's instruction
 * @returns `null` where its record has no sums, so that nobody knows
 */
export function columnsLeftBehind(
  job: Pick<ImportRecord, 'sums'>,
  files: readonly Pick<SourceFile, 'name' | 'vendor' | 'mapping'>[],
): LeftColumn[] | null {
  const sums = parseJobSums(job.sums)
  if (!sums) return null
  const columns = files.flatMap(({name, vendor, mapping}, file) =>
    mapping.columns.flatMap(({heading, target}, column): LeftColumn[] => {
      if (target.kind !== 'ignore') return []
      const values = sums[leftSum(file, column)] ?? 0
      const reason = vendor === null ? null : presetReason(vendor, heading)
      return [{file, fileName: name, column, heading, values, reason}]
    }),
  )
  return columns.toSorted((a, b) => b.values - a.values || a.file - b.file || a.column - b.column)
}
