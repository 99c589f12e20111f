import {z} from 'zod'
import {rowsParser, type ChunkRows} from '../jobs/jobChunk.ts'

const Value = z.union([z.string(), z.number()]).nullable()

const Undo = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('created'),
    /** Key of the lead's id. */
    key: z.string(),
    /** Whether the row also made the person's subscriber. */
    subscriber: z.boolean(),
  }),
  z.object({
    kind: z.literal('updated'),
    /** Key of the lead's id. */
    key: z.string(),
    /** Fields of the lead and custom fields, with their values before and after. */
    fields: z.array(
      z.object({name: z.string(), custom: z.boolean().optional(), before: Value, after: Value}),
    ),
    /** Members of lists that were added. */
    added: z.object({
      tags: z.array(z.string()),
      lists: z.array(z.string()),
      campaigns: z.array(z.string()),
    }),
  }),
])

/** What undoing the import of one row needs to know. */
export type ImportUndo = z.infer<typeof Undo>

/** The rows of a chunk of an import: numbers of rows, and how to undo what was made of them. */
export type ImportRows = ChunkRows<number, ImportUndo>

/**
 * Numbers of the rows of a chunk that became new leads, or would in a check. The label does not say it: a person
 * who gets no mail is a new lead with the label `suppressed`.
 */
export function rowsOfNewLeads({labels = {}, skipped, notes = []}: ImportRows): number[] {
  const others = new Set([
    ...skipped.map(({id}) => id),
    ...notes.flatMap(({id, about}) => (about === undefined ? [] : [id])),
  ])
  const suppressed = (labels['suppressed'] ?? []).filter((id) => !others.has(id))
  return [...(labels['new'] ?? []), ...suppressed].map(Number)
}

/** Parses the rows of a chunk of an import; `null` for any other text. */
export const parseImportRows = rowsParser(z.int().min(0), Undo)
