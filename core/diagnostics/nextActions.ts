import type {Check, CheckId} from './check.ts'

/** Where an action takes place. */
export type ActionPlace =
  /** The site's registry document. */
  | 'site'
  /** The servers' environment and operation. */
  | 'server'
  /** The grants of the Sanity project. */
  | 'project'
  /** The site's records. */
  | 'records'

/** An action that a check recommends. */
export interface NextAction {
  check: CheckId
  reason: string
  values?: Check['values']
  urgency: 'now' | 'soon' | 'sometime'
  place: ActionPlace
}

const PLACES: Record<CheckId, ActionPlace> = {
  isolation: 'project',
  store: 'project',
  endpoints: 'server',
  writeToken: 'server',
  siteStatus: 'site',
  forms: 'site',
  allowedOrigins: 'site',
  consentTexts: 'site',
  doubleOptIn: 'site',
  mailSender: 'site',
  mailDelivery: 'server',
  processing: 'records',
  leadStatuses: 'site',
  plan: 'site',
  shopify: 'site',
}

/** Checks whose faults lose enquiries, or break a promise to people. */
const NOW: readonly CheckId[] = [
  'store',
  'endpoints',
  'writeToken',
  'processing',
  'consentTexts',
  'isolation',
  'forms',
]

const ORDER: Record<NextAction['urgency'], number> = {now: 0, soon: 1, sometime: 2}

function urgency({id, state}: Check): NextAction['urgency'] {
  if (state === 'unknown') return 'sometime'
  return NOW.includes(id) ? 'now' : 'soon'
}

/**
 * The actions that the checks recommend, the most urgent first. A check that is in order, or that nobody
 * can act on from here, recommends nothing.
 */
export function nextActions(checks: readonly Check[]): NextAction[] {
  return checks
    .filter((check) => check.actionable)
    .map((check): NextAction => ({
      check: check.id,
      reason: check.reason,
      urgency: urgency(check),
      place: PLACES[check.id],
      ...(check.values && {values: check.values}),
    }))
    .toSorted((left, right) => ORDER[left.urgency] - ORDER[right.urgency])
}
