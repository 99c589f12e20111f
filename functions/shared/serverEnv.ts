import {z} from 'zod'

const RATE = /^(\d{1,9})\/(\d{1,6})$/

/** 32 bytes in base64url. */
const SIGNING_KEY = /^[A-Za-z0-9_-]{43}$/

/** How the heads of audit trails are signed, and where signed heads are stored. */
export interface HeadsEnv {
  /** Ed25519 secret key, base64url; absent where nothing is signed. */
  signingKey: string | undefined
  /** Public keys of earlier signing keys, base64url. */
  publicKeys: readonly string[]
  /** Absent where it is the dataset's own project. */
  projectId: string | undefined
  dataset: string
  /** Absent where it is the token of the functions. */
  token: string | undefined
  /** Gets every checkpoint in a POST request. */
  url: string | undefined
  /** Address that gets every checkpoint by mail. */
  mail: string | undefined
}

/** So many requests within so many seconds. */
export interface Rate {
  requests: number
  seconds: number
}

function rate(fallback: Rate) {
  return z
    .string()
    .regex(RATE, 'must be "<requests>/<seconds>", such as 50/10')
    .transform((text): Rate => {
      const [requests = 0, seconds = 0] = text.split('/').map(Number)
      return {requests, seconds}
    })
    .refine(({requests, seconds}) => requests > 0 && seconds > 0, 'must be above zero')
    .default(fallback)
}

const url = (protocol: RegExp) => z.url({protocol}).transform((text) => text.replace(/\/+$/, ''))
const blankAsAbsent = (source: Record<string, string | undefined>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(source).flatMap(([name, value]) =>
      value?.trim() ? [[name, value.trim()]] : [],
    ),
  )

const ENVIRONMENT = z.object({
  SANITY_STUDIO_PROJECT_ID: z.string().default('local'),
  SANITY_STUDIO_DATASET: z.string().default('production'),
  SANITY_STUDIO_API_HOST: url(/^https?$/).optional(),
  SANITY_API_TOKEN: z.string().optional(),
  LEADS_SECRET: z.string().optional(),
  LEADS_PUBLIC_API_URL: url(/^https?$/).optional(),
  LEADS_STUDIO_URL: url(/^https?$/).optional(),
  LEADS_SMTP_URL: url(/^smtps?$/).optional(),
  LEADS_SHOPIFY_API_HOST: url(/^https?$/).optional(),
  LEADS_SHOPIFY_APP_SECRET: z.string().optional(),
  LEADS_TRUST_PROXY: z
    .string()
    .regex(/^(?:\d|10)$/, 'must be the number of proxies in front of the endpoints, 0 to 10')
    .default('0')
    .transform(Number),
  LEADS_AUDIT_SIGNING_KEY: z
    .string()
    .regex(SIGNING_KEY, 'must be 32 bytes in base64url, 43 characters')
    .optional(),
  LEADS_AUDIT_PUBLIC_KEYS: z
    .string()
    .transform((text) => text.split(',').map((key) => key.trim()))
    .pipe(z.array(z.string().regex(SIGNING_KEY, 'must be public keys, separated by commas')))
    .default([]),
  LEADS_HEADS_PROJECT_ID: z.string().optional(),
  LEADS_HEADS_DATASET: z.string().default('audit-heads'),
  LEADS_HEADS_TOKEN: z.string().optional(),
  LEADS_HEADS_URL: url(/^https?$/).optional(),
  LEADS_HEADS_MAIL: z.email().optional(),
  LEADS_SWEEP_SECONDS: z
    .string()
    .regex(/^\d{1,5}$/, 'must be a number of seconds, 10 to 86400')
    .transform(Number)
    .refine((seconds) => seconds >= 10 && seconds <= 86_400, 'must be 10 to 86400 seconds')
    .optional(),
  LEADS_SWEEP_TOKEN: z.string().min(32, 'must have at least 32 characters').optional(),
  LEADS_RATE_LIMIT_IP: rate({requests: 50, seconds: 10}),
  LEADS_RATE_LIMIT_SITE: rate({requests: 500, seconds: 10}),
})

/** The settings of servers and functions, from the environment. */
export interface ServerEnv {
  projectId: string
  dataset: string
  /** Only for a lake; absent for Sanity's hosted service. */
  apiHost: string | undefined
  token: string | undefined
  /** Master secret, from which all others derive. */
  secret: string | undefined
  /** Base of the links in mails, without a slash at the end. */
  publicApiUrl: string | undefined
  /** Base of the links in mails to people who work in the Studio, without a slash at the end. */
  studioUrl: string | undefined
  smtpUrl: string | undefined
  /** A stand-in for Shopify on this machine; absent for Shopify itself. */
  shopifyApiHost: string | undefined
  /** Secret of the app that compliance webhooks are signed with. */
  shopifyAppSecret: string | undefined
  /** How many trusted proxies append to `X-Forwarded-For`; 0 ignores the header. */
  trustedProxies: number
  rateLimitIp: Rate
  rateLimitSite: Rate
  heads: HeadsEnv
  /** How often a server does the work of scheduled functions; absent where functions do it. */
  sweepSeconds: number | undefined
  /** Lets a platform's cron ask for the sweep. */
  sweepToken: string | undefined
  /** Value of a variable that a site's document names, such as its own SMTP server. */
  named: (name: string) => string | undefined
}

/**
 * Reads the environment.
 *
 * @throws Error that names every invalid variable, and never its value
 */
export function readServerEnv(source: Record<string, string | undefined>): ServerEnv {
  const given = blankAsAbsent(source)
  const parsed = ENVIRONMENT.safeParse(given)
  if (!parsed.success) {
    const faults = parsed.error.issues.map(({path, message}) => `${path.join('.')}: ${message}`)
    throw new Error(`The environment is not valid. ${faults.join('; ')}`)
  }
  const env = parsed.data
  return {
    projectId: env.SANITY_STUDIO_PROJECT_ID,
    dataset: env.SANITY_STUDIO_DATASET,
    apiHost: env.SANITY_STUDIO_API_HOST,
    token: env.SANITY_API_TOKEN,
    secret: env.LEADS_SECRET,
    publicApiUrl: env.LEADS_PUBLIC_API_URL,
    studioUrl: env.LEADS_STUDIO_URL,
    smtpUrl: env.LEADS_SMTP_URL,
    shopifyApiHost: env.LEADS_SHOPIFY_API_HOST,
    shopifyAppSecret: env.LEADS_SHOPIFY_APP_SECRET,
    trustedProxies: env.LEADS_TRUST_PROXY,
    rateLimitIp: env.LEADS_RATE_LIMIT_IP,
    rateLimitSite: env.LEADS_RATE_LIMIT_SITE,
    sweepSeconds: env.LEADS_SWEEP_SECONDS,
    sweepToken: env.LEADS_SWEEP_TOKEN,
    heads: {
      signingKey: env.LEADS_AUDIT_SIGNING_KEY,
      publicKeys: env.LEADS_AUDIT_PUBLIC_KEYS,
      projectId: env.LEADS_HEADS_PROJECT_ID,
      dataset: env.LEADS_HEADS_DATASET,
      token: env.LEADS_HEADS_TOKEN,
      url: env.LEADS_HEADS_URL,
      mail: env.LEADS_HEADS_MAIL,
    },
    named: (name) => given[name],
  }
}
