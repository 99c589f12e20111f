import type {Check, CheckId, CheckState} from './check.ts'

/** Things that a site can do, and the checks that each depends on. */
const DEPENDS_ON = {
  collectSubscribers: [
    'siteStatus',
    'forms',
    'allowedOrigins',
    'consentTexts',
    'endpoints',
    'writeToken',
  ],
  collectLeads: ['siteStatus', 'forms', 'allowedOrigins', 'endpoints', 'writeToken'],
  confirmByMail: ['doubleOptIn', 'mailSender', 'mailDelivery'],
  processSubmissions: ['store', 'processing', 'leadStatuses'],
  growLeads: ['plan'],
  keepApart: ['isolation'],
  customerSync: ['shopify'],
} as const satisfies Record<string, readonly CheckId[]>

/** One of the things that a site may be able to do. */
export type CapabilityId = keyof typeof DEPENDS_ON

/** All capabilities, in the order in which they are shown. */
export const CAPABILITY_IDS: readonly CapabilityId[] = [
  'collectSubscribers',
  'collectLeads',
  'confirmByMail',
  'processSubmissions',
  'growLeads',
  'keepApart',
  'customerSync',
]

/** Whether a site can do something now. */
export type CapabilityState = 'yes' | 'limited' | 'no' | 'unknown'

/** Whether a site can do one thing now, and which checks limit it. */
export interface Capability {
  id: CapabilityId
  state: CapabilityState
  /** The checks that limit it, worst first. */
  because: CheckId[]
}

/** Reasons with which a degraded check stops everything that depends on it. */
const STOPS = new Set([
  'siteStatus.paused',
  'siteStatus.archived',
  'endpoints.unreachable',
  'endpoints.store-silent',
  'store.silent',
])

const PREVENTS: Record<string, CapabilityId> = {
  'forms.no-newsletter': 'collectSubscribers',
  'forms.no-lead': 'collectLeads',
}

const SEVERITY: Record<CapabilityState, number> = {no: 0, limited: 1, unknown: 2, yes: 3}

function effect(id: CapabilityId, check: Check): CapabilityState {
  const name = `${check.id}.${check.reason}`
  const kept = PREVENTS[name]
  if (kept) return kept === id ? 'no' : 'yes'
  if (STOPS.has(name)) return 'no'
  const effects: Record<CheckState, CapabilityState> = {
    ok: 'yes',
    missing: 'no',
    degraded: 'limited',
    unknown: 'unknown',
  }
  return effects[check.state]
}

/** What a site can do now, by its checks. */
export function capabilities(checks: readonly Check[]): Capability[] {
  return CAPABILITY_IDS.map((id) => {
    const parts: readonly CheckId[] = DEPENDS_ON[id]
    const effects = checks
      .filter((check) => parts.includes(check.id))
      .map((check) => ({check: check.id, state: effect(id, check)}))
      .toSorted((left, right) => SEVERITY[left.state] - SEVERITY[right.state])
    const state = effects[0]?.state ?? 'unknown'
    const because = effects.filter((each) => each.state !== 'yes').map((each) => each.check)
    return {id, state, because}
  })
}
