import type {SubscriberRecord, SuppressionReason} from '../documents/people.ts'
import type {Lead} from '../sanity.types.generated.ts'
import type {Loose} from '../documents/stored.ts'
import type {ConsentColumn} from './exportColumns.ts'

/** What there is of a person's consent: their subscription, and what a form of the lead asked. */
export interface ConsentCase {
  /** Only that of the lead's own address. */
  subscriber: Pick<SubscriberRecord, 'status' | 'consentHistory' | 'source'> | null
  /** Why the person gets no mail; `null` where they may. */
  suppression: SuppressionReason | null
  lead: {consent?: Loose<Lead>['consent']; source?: Loose<Lead>['source'] | undefined}
}

/** Events by which a person lost or gave back their consent. */
const ENDING: ReadonlySet<string> = new Set(['withdrawn', 'complained', 'suppressed'])
/** Events that say nothing of what the person wants. */
const NEUTRAL: ReadonlySet<string> = new Set(['bounced', 'lifted'])

/** Whether a person agreed: `requested` waits for the confirmation. */
export type ConsentState = 'given' | 'requested' | 'withdrawn' | 'none'

/** The proof of a person's consent, by column; a column without a value is missing. */
export type ConsentProof = Partial<Record<ProofColumn, string>> & {'consent.given': ConsentState}

type ProofColumn = Exclude<ConsentColumn, 'consent.given'>

function present(
  values: Record<ProofColumn, string | null | undefined>,
): Partial<Record<ProofColumn, string>> {
  return Object.fromEntries(
    Object.entries(values).flatMap(([column, value]) => (value ? [[column, value]] : [])),
  )
}

/**
 * What proves a person's consent: of a subscriber the newest request with the text that was shown, and
 * whether it was confirmed or withdrawn since; of anybody else what the lead's form asked. Nobody who objected
 * is said to agree, wherever the objection is recorded.
 */
export function consentProof({subscriber, suppression, lead}: ConsentCase): ConsentProof {
  const history = subscriber?.consentHistory ?? []
  const latest = history.findLast(({event}) => event != null && !NEUTRAL.has(event))
  // Some objections have no entry: those of people without a subscription are on the suppression list only.
  const asksAgain = suppression === 'unsubscribed' && latest?.event === 'requested'
  const isObjection = suppression !== null && suppression !== 'bounced' && !asksAgain
  const hasEnded = isObjection || (latest?.event != null && ENDING.has(latest.event))
  const source = lead.source
  const imported = source?.kind === 'import' ? source.label : undefined
  const given = history.findLast(
    ({event}) => event != null && !ENDING.has(event) && !NEUTRAL.has(event),
  )
  if (!subscriber || !given) return proofOfForm(lead, imported, hasEnded)
  const shown = given.text ? given : (history.findLast(({text}) => text) ?? given)
  const state = hasEnded ? 'withdrawn' : latest?.event === 'requested' ? 'requested' : 'given'
  return {
    'consent.given': state,
    ...present({
      'consent.at': given.at,
      'consent.text': shown.text,
      'consent.version': textVersion(shown),
      'consent.method': given.method,
      'consent.source':
        shown.pageUrl ?? subscriber.source?.pageUrl ?? imported ?? subscriber.source?.formId,
      'consent.reference': shown.submissionId ?? given.submissionId ?? importReference(source),
    }),
  }
}

function proofOfForm(
  {consent, source}: ConsentCase['lead'],
  imported: string | null | undefined,
  hasEnded: boolean,
): ConsentProof {
  const state = consent?.given === true ? 'given' : 'none'
  if (!consent) return {'consent.given': hasEnded ? 'withdrawn' : state}
  return {
    'consent.given': hasEnded ? 'withdrawn' : state,
    ...present({
      'consent.at': consent.at,
      'consent.text': consent.text,
      'consent.version': textVersion(consent),
      'consent.method': imported === undefined ? 'form' : 'import',
      'consent.source': source?.pageUrl ?? imported ?? source?.formId,
      'consent.reference': consent.submissionId ?? importReference(source),
    }),
  }
}

function textVersion({
  textId,
  textVersion: version,
}: {
  textId?: string | null
  textVersion?: number | null
}): string | undefined {
  if (!textId) return undefined
  return version == null ? textId : `${textId} ${version}`
}

/** The import that brought a lead, and its row. */
function importReference(source: unknown): string | undefined {
  if (typeof source !== 'object' || source === null || !('importId' in source)) return undefined
  const {importId} = source
  if (typeof importId !== 'string' || importId === '') return undefined
  const row = 'row' in source && typeof source.row === 'number' ? ` row ${source.row}` : ''
  return `${importId}${row}`
}
