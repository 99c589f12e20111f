import {z} from 'zod'
import {bulkUndoSchema} from './bulkUndo.ts'

const Told = z.object({id: z.string(), reason: z.string()})

const Rows = z.object({
  version: z.literal(1),
  /** Ids of the leads that are still to be done. */
  waiting: z.array(z.string()),
  /** The chunk of an earlier bulk change that says what is to be undone. */
  source: z.string().optional(),
  skipped: z.array(Told),
  failed: z.array(Told),
  /** Of those that were changed; the rest was that way already. */
  undo: z.array(z.object({id: z.string(), undo: bulkUndoSchema.nullable()})),
})

/** What a chunk of a bulk change holds, as one text. */
export type BulkRows = z.infer<typeof Rows>

/** A share of a bulk change that is still to be done. */
export function newBulkRows(waiting: readonly string[], source?: string): BulkRows {
  const from = source === undefined ? {} : {source}
  return {version: 1, waiting: [...waiting], ...from, skipped: [], failed: [], undo: []}
}

/** Reads the rows of a chunk; `null` for a text that is not such rows. */
export function parseBulkRows(text: string | null | undefined): BulkRows | null {
  try {
    return Rows.safeParse(JSON.parse(text ?? '')).data ?? null
  } catch {
    return null
  }
}

/** Ids of the leads that another bulk change takes over from a chunk of this one. */
export function idsForNext(rows: BulkRows, which: 'failed' | 'changed'): string[] {
  return which === 'failed'
    ? [...rows.failed.map(({id}) => id), ...rows.waiting]
    : rows.undo.filter(({undo}) => undo !== null).map(({id}) => id)
}
