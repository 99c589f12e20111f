import {ACTIVITY_KINDS, isActivityKind} from '../people/activityKinds.ts'

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
      return withForm ? 'consent.refused' : ACTIVITY_KINDS.consent.auditAction
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
  return isActivityKind(kind) ? ACTIVITY_KINDS[kind].auditAction : 'activity.recorded'
}
