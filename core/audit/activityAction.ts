import type {LeadActivity} from '../sanity.types.generated.ts'

const ACTIONS: Readonly<Record<LeadActivity['kind'], string>> = {
  submission: 'submission.processed',
  consent: 'consent.changed',
  'email.sent': 'email.sent',
  'email.delivered': 'email.delivered',
  'email.opened': 'email.opened',
  'email.clicked': 'email.clicked',
  'email.replied': 'email.replied',
  'email.bounced': 'email.bounced',
  'email.complained': 'email.complained',
  'email.refused': 'email.refused',
  note: 'lead.note.added',
  status: 'lead.status.changed',
  import: 'lead.imported',
  merge: 'lead.merged',
  field: 'lead.fields.changed',
}

/** A consent that came with a form names the text that was shown; later ones do not. */
function consentAction(details: Readonly<Record<string, string>>): string {
  const withForm = details['text'] !== undefined
  switch (details['status']) {
    case 'pending':
      return 'consent.requested'
    case 'subscribed':
      return withForm ? 'consent.given' : 'consent.confirmed'
    case 'unsubscribed':
      if (withForm) return 'consent.refused'
      return details['method'] === undefined ? 'consent.lapsed' : 'consent.withdrawn'
    default:
      return withForm ? 'consent.refused' : ACTIONS.consent
  }
}

/**
 * What an entry of a timeline is called in the audit trail, such as `lead.status.changed`.
 *
 * @param kind - of the entry; one that is not known becomes `activity.recorded`
 * @param details - its named values
 */
export function activityAction(
  kind: string | null | undefined,
  details: Readonly<Record<string, string>>,
): string {
  if (kind === 'consent') return consentAction(details)
  if (kind === 'field' && details['change'] === 'deleted') return 'lead.deleted'
  if (kind === 'field' && details['change'] === 'restored') return 'lead.restored'
  const known = Object.entries(ACTIONS).find(([name]) => name === kind)
  return known?.[1] ?? 'activity.recorded'
}
