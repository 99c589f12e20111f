import {z} from 'zod'
import {rowsParser, type ChunkRows} from '../../jobs/jobChunk.ts'
import {bulkUndoSchema, type BulkUndo} from './bulkUndo.ts'

/** What a share of a bulk change holds: ids of leads, and how to undo what was done to them. */
export type BulkRows = ChunkRows<string, BulkUndo>

/** Reads the rows of a share of a bulk change; `null` for a text that is not such rows. */
export const parseBulkRows = rowsParser(z.string(), bulkUndoSchema)

/** Ids of the leads that another bulk change takes over from a share of this one. */
export function idsForNext(rows: BulkRows, which: 'failed' | 'changed'): string[] {
  return which === 'failed'
    ? [...rows.failed.map(({id}) => id), ...rows.waiting]
    : rows.undo.filter(({undo}) => undo !== null).map(({id}) => id)
}
