import {z} from 'zod'

const text = z.string().nullish().catch(null)
const texts = z.array(z.string()).nullish().catch(null)
const number = z.number().nullish().catch(null)

/** Value of an order's key, as the store computed it. */
const sortValueSchema = z.union([z.string(), z.number(), z.boolean(), z.null()]).catch(null)

/** See {@link sortValueSchema}. */
export type SortValue = z.infer<typeof sortValueSchema>

/**
 * One row of the grid as the queries project it: what the shown columns need. A field of an
 * unexpected type becomes empty rather than making the whole page unreadable: the store does not
 * validate.
 */
export const leadRowSchema = z.object({
  _id: z.string(),
  _rev: z.string().catch(''),
  name: text,
  email: text,
  company: text,
  jobTitle: text,
  phone: text,
  status: text,
  engagement: text,
  subscription: text,
  tags: texts,
  tagCount: number,
  lists: texts,
  listCount: number,
  owner: text,
  score: number,
  source: text,
  createdAt: text,
  lastContactAt: text,
  lastActivityAt: text,
  custom: z
    .array(z.object({name: z.string(), value: text}))
    .nullish()
    .catch(null),
  /** Values of the keys that the row was ordered by when it was read. */
  sortValues: z.array(sortValueSchema).catch([]).default([]),
})

/** See {@link leadRowSchema}. */
export type LeadRow = z.infer<typeof leadRowSchema>

/** A row fetched by id, with whether it belongs to the current view. */
export const changedRowSchema = leadRowSchema.extend({
  matches: z.boolean().nullish(),
  isNew: z.boolean().nullish(),
})

/** See {@link changedRowSchema}. */
export type ChangedRow = z.infer<typeof changedRowSchema>
