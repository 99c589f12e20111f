import {z} from 'zod'

/** A fault of one request. */
const FAULT = z.discriminatedUnion('kind', [
  /** An answer of a server that could not do it. */
  z.object({
    kind: z.literal('status'),
    status: z.literal([429, 500, 502, 503]),
    /** Seconds, in `Retry-After`. */
    retryAfter: z.number().nonnegative().optional(),
  }),
  /** HTTP 200 with an error `INTERNAL_SERVER_ERROR`. */
  z.object({kind: z.literal('internal-error')}),
  /** HTTP 200 with an error whose message repeats the name and the address of a customer. */
  z.object({kind: z.literal('leaky-error')}),
  /** A redirect, which a client with a token must not follow. */
  z.object({kind: z.literal('redirect'), location: z.string()}),
  /** HTTP 200 with an error `THROTTLED`, and an empty bucket. */
  z.object({kind: z.literal('throttled')}),
  /** The right answer, late. */
  z.object({kind: z.literal('slow'), ms: z.number().nonnegative()}),
  /** The connection ends before the answer, or in the middle of it. */
  z.object({kind: z.literal('cut'), after: z.literal(['nothing', 'half'])}),
  /** A complete HTTP answer that holds half of the JSON. */
  z.object({kind: z.literal('truncated')}),
])

/** A fault, and the requests that it affects. */
const PLANNED_FAULT = z.object({
  fault: FAULT,
  /** Requests that succeed first. */
  skip: z.number().int().nonnegative().default(0),
  times: z.number().int().positive().default(1),
})

const SETTINGS = z.object({
  scopes: z.array(z.string()),
  /** `gone` answers 404, `locked` 423, `frozen` 402. */
  condition: z.literal(['open', 'frozen', 'locked', 'gone']),
  /**
   * What the app may see of protected customer data: all; no `emailAddress`; no
   * `defaultEmailAddress`; no customers.
   */
  customerData: z.literal(['approved', 'no-email-address', 'no-email', 'no-customers']),
  /** The version that answers whatever was asked for; `null` for the one that was. */
  answeredVersion: z.string().nullable(),
  accounts: z.literal(['CLASSIC', 'NEW_CUSTOMER_ACCOUNTS']),
  /**
   * Whether a time in a search stands for its whole day, as the schema says of `updated_at`; measured on
   * orders, it is exact to the second.
   */
  wholeDays: z.boolean(),
  /** When `extensions.search` has warnings: in every answer, or if the debug header asks for them. */
  searchWarnings: z.literal(['always', 'debug-header']),
  /** Objects of a page that cost one point; see `operationCost.ts`. */
  objectsPerPoint: z.number().positive(),
  /** For the next requests, in this order. */
  faults: z.array(PLANNED_FAULT),
})

export type Fault = z.output<typeof FAULT>

/** How a store behaves. It can change while a client reads. */
export type StoreSettings = z.output<typeof SETTINGS>

/** A change of some settings; the others stay. */
export const SETTINGS_PATCH = SETTINGS.partial().strict()
export type StoreSettingsPatch = z.input<typeof SETTINGS_PATCH>

/** A store to which the app has only the access that it needs. */
export const ORDINARY_SETTINGS: StoreSettings = {
  scopes: ['read_customers'],
  condition: 'open',
  customerData: 'approved',
  answeredVersion: null,
  accounts: 'CLASSIC',
  wholeDays: false,
  searchWarnings: 'debug-header',
  objectsPerPoint: 20,
  faults: [],
}
