import {z} from 'zod'

const Value = z.union([z.string(), z.number()]).nullable()

const Entry = z.discriminatedUnion('kind', [
  z.object({kind: z.literal('value'), field: z.string(), before: Value, after: Value}),
  z.object({
    kind: z.literal('custom'),
    name: z.string(),
    before: z.string().nullable(),
    after: z.string().nullable(),
  }),
  z.object({
    kind: z.enum(['added', 'removed']),
    field: z.enum(['tags', 'lists', 'campaigns']),
    value: z.string(),
    /** Place among the others before it was removed, or after it was added. */
    at: z.number().int().min(0),
  }),
  z.object({
    kind: z.literal('deleted'),
    content: z.looseObject({_id: z.string(), _type: z.literal('lead')}),
  }),
])

/** What a bulk change did to one lead, as far as undoing it needs to know. */
export type BulkUndo = z.infer<typeof Entry>

/** Form of {@link BulkUndo} in storage. */
export const bulkUndoSchema = Entry
