import {z} from 'zod'

const text = z.string().nullish().catch(null)

/**
 * One row of the grid as the queries project it. A field of an unexpected type becomes empty rather
 * than making the whole page unreadable: the store does not validate.
 */
export const leadRowSchema = z.object({
  _id: z.string(),
  _rev: z.string().catch(''),
  name: text,
  email: text,
  company: text,
  status: text,
  engagement: text,
  subscription: text,
  lastContactAt: text,
  createdAt: text,
  tags: z.array(z.string()).nullish().catch(null),
  tagCount: z.number().nullish().catch(null),
  source: text,
})

/** See {@link leadRowSchema}. */
export type LeadRow = z.infer<typeof leadRowSchema>

/** A row within a page, with the value that the page is ordered by. */
export const pageRowSchema = leadRowSchema.extend({
  sortKey: z.union([z.string(), z.number(), z.boolean(), z.null()]),
})

/** See {@link pageRowSchema}. */
export type PageRow = z.infer<typeof pageRowSchema>

/** A row fetched by id, with whether it belongs to the current search. */
export const changedRowSchema = leadRowSchema.extend({
  matches: z.boolean().nullish(),
  isNew: z.boolean().nullish(),
})

/** See {@link changedRowSchema}. */
export type ChangedRow = z.infer<typeof changedRowSchema>
