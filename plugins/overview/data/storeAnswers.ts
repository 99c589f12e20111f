import {z} from 'zod'
import {LiveRecord} from '../model/liveRecord.ts'

/** Leads of a site by status. */
export const PipelineAnswer = z.object({
  total: z.number(),
  counts: z.array(z.object({value: z.string(), count: z.number()})),
})
/** See {@link PipelineAnswer}. */
export type PipelineAnswer = z.infer<typeof PipelineAnswer>

/** Records that lack what the list needs are left out rather than failing the whole answer. */
const liveRecords = z.array(z.unknown()).transform((items) =>
  items.flatMap((item) => {
    const parsed = LiveRecord.safeParse(item)
    return parsed.success ? [parsed.data] : []
  }),
)

const people = z.array(
  z.object({_id: z.string(), name: z.string().nullish(), email: z.string().nullish()}),
)
/** Leads that activities are about. */
export type People = z.infer<typeof people>

const moments = z
  .array(z.string().nullable())
  .transform((items) => items.filter((item) => item !== null))

/** What else the store holds of a site. */
export const RecordsAnswer = z.object({
  subscribers: z.number(),
  subscribed: z.number(),
  pending: z.number(),
  submissions: z.number(),
  /** On the suppression list, for whatever reason. */
  suppressed: z.number(),
  /** Of these, who unsubscribed and may sign up again. */
  unsubscribed: z.number(),
  stuckSubmissions: z.number(),
  failedSubmissions: z.number(),
  sentMails: z.number(),
  failedMails: z.number(),
  stuckMails: z.number(),
  newsletterTimes: moments,
  leadTimes: moments,
  newestSubmissions: liveRecords,
  newestLeads: liveRecords,
  newestActivities: liveRecords,
  people,
  otherSites: z.array(z.string()),
})
/** See {@link RecordsAnswer}. */
export type RecordsAnswer = z.infer<typeof RecordsAnswer>

/** Records of the live list that were read again. */
export const RecordsById = z.object({
  submissions: liveRecords,
  leads: liveRecords,
  activities: liveRecords,
  people,
})

/** The caller's grants, as the project's ACL lists them. */
export const AclAnswer = z.array(
  z.object({
    filter: z.string(),
    permissions: z.array(z.enum(['read', 'create', 'update', 'delete', 'history', 'manage'])),
  }),
)

/** The envelope of `GET /api/health`, as far as it is looked at. */
export const HealthAnswer = z.object({
  status: z.enum([
    'ok',
    'empty',
    'degraded',
    'not_configured',
    'unauthenticated',
    'forbidden',
    'invalid',
    'limited',
  ]),
  diagnostics: z.array(z.object({code: z.string()})).default([]),
})
