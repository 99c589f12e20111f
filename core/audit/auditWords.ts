import type {ActivityAction} from '../people/activityKinds.ts'

/** What the trail's documents are called in sentences, by `_type`. */
const NOUNS: Readonly<Record<string, string>> = {
  lead: 'lead',
  newsletterSubscriber: 'subscription',
  suppression: 'suppression',
  leadSubmission: 'submission',
  leadActivity: 'timeline entry',
  emailMessage: 'e-mail',
  segment: 'segment',
  leadList: 'list',
  campaign: 'campaign',
  savedView: 'saved view',
  bulkChange: 'bulk change',
  leadImport: 'import',
  leadExport: 'export',
  jobChunk: 'share of a job',
  customerSyncRule: 'customer sync rule',
  privacyRequest: 'privacy request',
  shopifyCustomerSnapshot: 'customer snapshot',
  snapshotRefresh: 'refresh of customer figures',
  consentRegister: 'register of consent texts',
  auditEvent: 'audit event',
  trailHead: 'end of the trail',
  pendingTrail: 'note of untold changes',
  site: 'site',
  network: 'setting of the network',
  transaction: 'transaction',
}

/** `did` is followed by what it was done to, unless `isWhole` says that it needs nothing more. */
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
  'email.clicked': of('recorded a followed link of'),
  'email.replied': of('recorded a reply of'),
  'email.bounced': of('recorded a bounced e-mail of'),
  'email.complained': of('recorded a complaint of'),
  'email.refused': of('refused to send an e-mail to'),
  'lead.note.added': of('added a note to'),
  'lead.status.changed': of('changed the status of'),
  'lead.fields.changed': of('changed fields of'),
  'lead.imported': of('imported'),
  'lead.merged': of('merged another lead into'),
}

/** Acts whose names say more than a verb and its object. */
const PHRASES: Readonly<Record<string, AuditPhrase>> = {
  ...ACTIVITY_PHRASES,
  'consent.requested': of('asked for confirmation by'),
  'consent.given': of('recorded consent of'),
  'consent.confirmed': of('recorded the confirmation by'),
  'consent.refused': of('recorded refused consent of'),
  'consent.withdrawn': of('recorded withdrawn consent of'),
  'consent.lapsed': of('recorded lapsed consent of'),
  'activity.recorded': of('recorded an entry about'),
  'bulk.tag.added': of('added a tag by'),
  'bulk.tag.removed': of('removed a tag by'),
  'bulk.status.changed': of('changed statuses by'),
  'bulk.list.added': of('added leads to a list by'),
  'bulk.list.removed': of('removed leads from a list by'),
  'bulk.campaign.added': of('added leads to a campaign by'),
  'bulk.fields.changed': of('changed fields of leads by'),
  'bulk.leads.deleted': of('deleted leads by'),
  'bulk.undone': of('undid an earlier change by'),
  'bulk.unreadable': of('made a change that can’t be read by'),
  'bulk.share.written': of('wrote a share of'),
  'customers.refreshed': of('had customers counted by'),
  'customers.counted': of('tried out a customer sync rule by'),
  'refresh.created': of('asked for'),
  'privacy.created': of('took in'),
  'privacy.changed': of('carried out'),
  'documents.changed': whole('changed many documents at once'),
  'documents.unreadable': whole('changed documents that could not be read'),
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
  'finished',
  'paused',
  'purged',
  'refreshed',
  'resumed',
  'restored',
  'started',
  'undone',
])
/** Verbs whose past tense differs from their participle, which ends the names of acts. */
const PAST: Readonly<Record<string, string>> = {undone: 'undid', purged: 'purged the history of'}

/** What a type of document is called in a sentence. */
export function auditNoun(type: string): string {
  return Object.hasOwn(NOUNS, type) ? (NOUNS[type] ?? type) : type
}

/** The types of documents that events are about, in the order in which people look for them. */
export const AUDIT_TARGET_TYPES: readonly string[] = Object.keys(NOUNS)

/** What somebody did, from the name of the act, such as `lead.status.changed`. */
export function auditPhrase(action: string): AuditPhrase {
  const known = Object.hasOwn(PHRASES, action) ? PHRASES[action] : undefined
  if (known) return known
  const verb = action.split('.').at(-1) ?? ''
  return VERBS.has(verb) ? of(PAST[verb] ?? verb) : of(`did “${action}” to`)
}

const CHANGED_TYPES = ['lead', 'subscriber', 'suppression', 'submission', 'email']
const SHARED_TYPES = ['segment', 'list', 'campaign', 'view', 'site', 'rule', 'consentTexts']

/** Acts that are known to happen, for people to choose from. */
export const AUDIT_ACTIONS: readonly string[] = [
  ...new Set([
    ...Object.keys(PHRASES),
    ...[...CHANGED_TYPES, ...SHARED_TYPES].flatMap((name) =>
      ['created', 'changed', 'deleted', 'purged'].map((verb) => `${name}.${verb}`),
    ),
    'lead.restored',
    'export.started',
    'export.finished',
  ]),
].sort()
