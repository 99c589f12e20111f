import type {ActivityAction} from '../people/activityKinds.ts'

/** Nouns for the documents that events are about, by `_type`. */
const NOUNS: Readonly<Record<string, string>> = {
  lead: 'lead',
  newsletterSubscriber: 'newsletter subscription',
  suppression: 'suppression',
  leadSubmission: 'submission',
  leadActivity: 'timeline entry',
  emailMessage: 'e-mail',
  segment: 'segment',
  leadList: 'list',
  campaign: 'campaign',
  customField: 'custom field',
  savedView: 'saved view',
  bulkChange: 'bulk change',
  leadImport: 'import',
  leadExport: 'export',
  jobChunk: 'chunk of a job',
  customerSyncRule: 'customer sync rule',
  privacyRequest: 'privacy request',
  shopifyCustomerSnapshot: 'customer snapshot',
  snapshotRefresh: 'refresh of the customer snapshot',
  consentRegister: 'consent text register',
  auditEvent: 'audit event',
  trailHead: 'end of the audit trail',
  pendingTrail: 'note of pending changes',
  site: 'site',
  network: 'network setting',
  transaction: 'transaction',
}

/** What somebody did. The target follows `did`, unless `isWhole`. */
export interface AuditPhrase {
  did: string
  isWhole?: true
}

const of = (did: string): AuditPhrase => ({did})
const whole = (did: string): AuditPhrase => ({did, isWhole: true})

/** What the trail says of entries in timelines. */
const ACTIVITY_PHRASES: Readonly<Record<ActivityAction, AuditPhrase>> = {
  'submission.processed': of('processed a submission of'),
  'consent.changed': of('changed the consent of'),
  'email.sent': of('sent an e-mail to'),
  'email.delivered': of('delivered an e-mail to'),
  'email.opened': of('recorded an opened e-mail of'),
  'email.clicked': of('recorded a clicked link of'),
  'email.replied': of('recorded a reply from'),
  'email.bounced': of('recorded a bounced e-mail of'),
  'email.complained': of('recorded a spam complaint from'),
  'email.refused': of('refused to send an e-mail to'),
  'lead.note.added': of('added a note to'),
  'lead.status.changed': of('changed the status of'),
  'lead.fields.changed': of('changed fields of'),
  'lead.imported': of('imported'),
  'lead.merged': of('merged another lead into'),
}

/** Actions that need another phrase than their verb. */
const PHRASES: Readonly<Record<string, AuditPhrase>> = {
  ...ACTIVITY_PHRASES,
  'consent.requested': of('requested confirmation from'),
  'consent.given': of('recorded consent of'),
  'consent.confirmed': of('recorded the confirmation of'),
  'consent.refused': of('recorded a refusal of consent by'),
  'consent.withdrawn': of('recorded a withdrawal of consent by'),
  'consent.lapsed': of('recorded an expired consent request of'),
  'lead.filed': of('filed by its e-mail address'),
  'activity.recorded': of('added a timeline entry about'),
  'bulk.tag.added': of('added a tag with'),
  'bulk.tag.removed': of('removed a tag with'),
  'bulk.status.changed': of('changed statuses with'),
  'bulk.list.added': of('added leads to a list with'),
  'bulk.list.removed': of('removed leads from a list with'),
  'bulk.list.deleted': of('deleted a list with'),
  'bulk.campaign.added': of('added leads to a campaign with'),
  'bulk.fields.changed': of('changed fields of leads with'),
  'bulk.leads.deleted': of('deleted leads with'),
  'bulk.undone': of('undid an earlier bulk change with'),
  'bulk.unreadable': of('made an unreadable change with'),
  'bulk.share.written': of('wrote a chunk of'),
  'import.share.written': of('wrote a chunk of'),
  'customers.refreshed': of('counted customers with'),
  'customers.counted': of('tested a customer sync rule with'),
  'refresh.created': of('requested'),
  'privacy.created': of('received'),
  'privacy.changed': of('processed'),
  'documents.changed': whole('changed many documents at once'),
  'documents.unreadable': whole('changed documents that can’t be read'),
  'trail.tampered': of('changed a document of the audit trail itself:'),
}

const VERBS = new Set([
  'approved',
  'applied',
  'archived',
  'cancelled',
  'changed',
  'created',
  'deleted',
  'downloaded',
  'finished',
  'paused',
  'purged',
  'refreshed',
  'resumed',
  'restored',
  'started',
  'undone',
])
/** Actions end with a participle; of these the past tense differs. */
const PAST: Readonly<Record<string, string>> = {undone: 'undid', purged: 'purged the history of'}

/** Noun for a type of document; the type itself when it is unknown. */
export function auditNoun(type: string): string {
  return Object.hasOwn(NOUNS, type) ? (NOUNS[type] ?? type) : type
}

/** Types of documents that events are about, the most wanted first. */
export const AUDIT_TARGET_TYPES: readonly string[] = Object.keys(NOUNS)

/** Phrase for an action, such as `lead.status.changed`. */
export function auditPhrase(action: string): AuditPhrase {
  const known = Object.hasOwn(PHRASES, action) ? PHRASES[action] : undefined
  if (known) return known
  const verb = action.split('.').at(-1) ?? ''
  return VERBS.has(verb) ? of(PAST[verb] ?? verb) : of(`did “${action}” to`)
}

const CHANGED_TYPES = ['lead', 'subscriber', 'suppression', 'submission', 'email']
const SHARED_TYPES = [
  'segment',
  'list',
  'campaign',
  'customField',
  'view',
  'site',
  'rule',
  'consentTexts',
]

/** Known actions, for a filter to offer. */
export const AUDIT_ACTIONS: readonly string[] = [
  ...new Set([
    ...Object.keys(PHRASES),
    ...[...CHANGED_TYPES, ...SHARED_TYPES].flatMap((name) =>
      ['created', 'changed', 'deleted', 'purged'].map((verb) => `${name}.${verb}`),
    ),
    'lead.restored',
    'export.started',
    'export.finished',
    'import.started',
    'import.finished',
    'export.downloaded',
  ]),
].sort()
