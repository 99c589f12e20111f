import {z} from 'zod'
import {REDACTION_LEVELS} from '../../../core/shopify/customerTally.ts'
import {READ_FIELDS, SYNC_MODES, SYNC_SCHEDULES} from '../../../core/shopify/syncRule.ts'
import {MAX_PAUSE_REASON} from '../../../core/shopify/syncControl.ts'
import {isSiteKey} from '../../../core/tenancy/documentId.ts'

/** Sites that one request may name; more go by `all`. */
const MAX_SITES = 1_000

const Sites = z.union([
  z.literal('all'),
  z.array(z.string().refine(isSiteKey, 'It is not the key of a site.')).min(1).max(MAX_SITES),
])

/** Settings that a policy gives the rules of sites; what is left out stays. */
const Policy = z.strictObject({
  mode: z.enum(SYNC_MODES).optional(),
  redactionLevel: z.enum(REDACTION_LEVELS).optional(),
  conditions: z.string().max(100_000).nullable().optional(),
  cellThreshold: z.int().optional(),
  allowedTags: z.array(z.string()).max(1_000).nullable().optional(),
  purposes: z
    .partialRecord(z.enum(READ_FIELDS.map(({name}) => name)), z.string().max(200))
    .optional(),
  schedule: z.enum(SYNC_SCHEDULES).optional(),
  keepDays: z.int().optional(),
  approvalReference: z.string().max(200).nullable().optional(),
  approvalUntil: z.iso.date().nullable().optional(),
  tenantMayEdit: z.boolean().optional(),
})

/** What `POST /api/admin/shopify/customer-sync` may be asked to do. */
export const ActionBody = z.discriminatedUnion('action', [
  z.strictObject({action: z.literal('preview'), sites: Sites, policy: Policy}),
  z.strictObject({action: z.literal('apply'), sites: Sites, policy: Policy}),
  z.strictObject({
    action: z.literal('refresh'),
    sites: Sites,
    dryRun: z.boolean().default(false),
  }),
  z.strictObject({
    action: z.literal('pause'),
    reason: z.string().max(MAX_PAUSE_REASON).default(''),
  }),
  z.strictObject({action: z.literal('resume')}),
])

/** See {@link ActionBody}. */
export type Action = z.output<typeof ActionBody>
