import type {ActivityAction} from '../people/activityKinds.ts'
import type {DocumentKind, TypeOfKind} from '../tenancy/kinds.ts'

type ActivityTexts = Readonly<Record<`act.${ActivityAction}`, string>>

/** What the trail says of entries in timelines. */
const ACTIVITY_TEXTS = {
  'act.submission.processed': '{{actor}} sent a form, which was filed under {{target}}',
  'act.consent.changed': '{{actor}} changed the consent of {{target}}',
  'act.email.sent': '{{actor}} sent an e-mail to {{target}}',
  'act.email.delivered': '{{actor}} delivered an e-mail to {{target}}',
  'act.email.opened': '{{actor}} recorded an opened e-mail of {{target}}',
  'act.email.clicked': '{{actor}} recorded a clicked link of {{target}}',
  'act.email.replied': '{{actor}} recorded a reply from {{target}}',
  'act.email.bounced': '{{actor}} recorded a bounced e-mail of {{target}}',
  'act.email.complained': '{{actor}} recorded that {{target}} marked an e-mail as spam',
  'act.email.refused': '{{actor}} refused to send an e-mail to {{target}}',
  'act.lead.note.added': '{{actor}} added a note to {{target}}',
  'act.lead.status.changed': '{{actor}} changed the status of {{target}}',
  'act.lead.fields.changed': '{{actor}} changed fields of {{target}}',
  'act.lead.imported': '{{actor}} imported {{target}}',
  'act.lead.merged': '{{actor}} merged another lead into {{target}}',
} as const satisfies ActivityTexts

/** Actions whose texts say more than the verb at their end. */
const ACTION_TEXTS = {
  'act.consent.requested': '{{actor}} requested confirmation from {{target}}',
  'act.consent.given': '{{actor}} recorded consent of {{target}}',
  'act.consent.confirmed': '{{actor}} recorded the confirmation of {{target}}',
  'act.consent.refused': '{{actor}} recorded a refusal of consent by {{target}}',
  'act.consent.withdrawn': '{{actor}} recorded a withdrawal of consent by {{target}}',
  'act.consent.lapsed': '{{actor}} recorded an expired consent request of {{target}}',
  'act.lead.filed': '{{actor}} filed {{target}} by its e-mail address',
  'act.activity.recorded': '{{actor}} added a timeline entry about {{target}}',
  'act.bulk.tag.added': '{{actor}} added a tag with {{target}}',
  'act.bulk.tag.removed': '{{actor}} removed a tag with {{target}}',
  'act.bulk.status.changed': '{{actor}} changed statuses with {{target}}',
  'act.bulk.list.added': '{{actor}} added leads to a list with {{target}}',
  'act.bulk.list.removed': '{{actor}} removed leads from a list with {{target}}',
  'act.bulk.list.deleted': '{{actor}} deleted a list with {{target}}',
  'act.bulk.campaign.added': '{{actor}} added leads to a campaign with {{target}}',
  'act.bulk.fields.changed': '{{actor}} changed fields of leads with {{target}}',
  'act.bulk.leads.deleted': '{{actor}} deleted leads with {{target}}',
  'act.bulk.undone': '{{actor}} undid an earlier bulk change with {{target}}',
  'act.bulk.unreadable': '{{actor}} made an unreadable change with {{target}}',
  'act.bulk.share.written': '{{actor}} wrote a chunk of {{target}}',
  'act.import.share.written': '{{actor}} wrote a chunk of {{target}}',
  'act.customers.refreshed': '{{actor}} counted customers with {{target}}',
  'act.customers.counted': '{{actor}} tested a customer sync rule with {{target}}',
  'act.refresh.created': '{{actor}} requested {{target}}',
  'act.privacy.created': '{{actor}} received {{target}}',
  'act.privacy.changed': '{{actor}} processed {{target}}',
  'act.documents.changed': '{{actor}} changed many documents at once',
  'act.documents.unreadable': '{{actor}} changed documents that can’t be read',
  'act.trail.tampered': '{{actor}} changed a document of the audit trail itself: {{target}}',
} as const

/** Verbs at the end of other actions. */
const VERB_TEXTS = {
  'verb.approved': '{{actor}} approved {{target}}',
  'verb.applied': '{{actor}} applied {{target}}',
  'verb.archived': '{{actor}} archived {{target}}',
  'verb.cancelled': '{{actor}} cancelled {{target}}',
  'verb.changed': '{{actor}} changed {{target}}',
  'verb.created': '{{actor}} created {{target}}',
  'verb.deleted': '{{actor}} deleted {{target}}',
  'verb.downloaded': '{{actor}} downloaded {{target}}',
  'verb.finished': '{{actor}} finished {{target}}',
  'verb.paused': '{{actor}} paused {{target}}',
  'verb.purged': '{{actor}} purged the history of {{target}}',
  'verb.refreshed': '{{actor}} refreshed {{target}}',
  'verb.resumed': '{{actor}} resumed {{target}}',
  'verb.restored': '{{actor}} restored {{target}}',
  'verb.started': '{{actor}} started {{target}}',
  'verb.undone': '{{actor}} undid {{target}}',
} as const

/** `_type` that the target of an event may have. */
type TargetType = TypeOfKind<DocumentKind> | 'site' | 'network' | 'transaction'

/** Nouns for the documents that events are about, by `_type`; the most wanted first. */
const NOUN_TEXTS = {
  'noun.lead': 'lead',
  'noun.newsletterSubscriber': 'newsletter subscription',
  'noun.suppression': 'suppression',
  'noun.leadSubmission': 'submission',
  'noun.leadActivity': 'timeline entry',
  'noun.emailMessage': 'e-mail',
  'noun.segment': 'segment',
  'noun.leadList': 'list',
  'noun.campaign': 'campaign',
  'noun.customField': 'custom field',
  'noun.importMapping': 'import mapping',
  'noun.savedView': 'saved view',
  'noun.bulkChange': 'bulk change',
  'noun.leadImport': 'import',
  'noun.leadExport': 'export',
  'noun.jobChunk': 'chunk of a job',
  'noun.customerSyncRule': 'customer sync rule',
  'noun.privacyRequest': 'privacy request',
  'noun.shopifyCustomerSnapshot': 'customer snapshot',
  'noun.snapshotRefresh': 'refresh of the customer snapshot',
  'noun.consentRegister': 'consent text register',
  'noun.auditEvent': 'audit event',
  'noun.trailHead': 'end of the audit trail',
  'noun.pendingTrail': 'note of pending changes',
  'noun.site': 'site',
  'noun.network': 'network setting',
  'noun.transaction': 'transaction',
} as const satisfies Readonly<Record<`noun.${TargetType}`, string>>

/**
 * English texts of the audit trail's events, in the form of a locale bundle: a value replaces `{{name}}`,
 * and a `count` chooses between keys that end in `_one` and `_other`.
 */
export const AUDIT_STRINGS: Readonly<Record<string, string>> = {
  ...ACTIVITY_TEXTS,
  ...ACTION_TEXTS,
  ...VERB_TEXTS,
  ...NOUN_TEXTS,
  'unknown-act': '{{actor}} did “{{action}}” to {{target}}',

  /** Who did it, at the start of the sentence */
  'actor.function': 'The system',
  'actor.unknown': 'Somebody',
  'actor.user': 'The user {{id}}',
  'actor.visitor': 'A visitor',

  /** What it was done to */
  'target.key': 'the {{noun}} {{key}}',
  'target.of-site': 'the {{noun}} of {{site}}',

  /** What changed, after who did what to what */
  'with.fields': '{{text}}: {{fields}}',
  'with.fields-and-more_one': '{{text}}: {{fields}} and {{count, number}} more',
  'with.fields-and-more_other': '{{text}}: {{fields}} and {{count, number}} more',
  'with.field-not-stored': '{{text}}: {{field}} changed, values not stored',
  'with.field-values': '{{text}}: {{field}} from {{before}} to {{after}}',
  'with.not-stored': '{{text}}: values not stored',
  'with.values': '{{text}} from {{before}} to {{after}}',

  /** How many documents it is about */
  'with.documents_one': '{{text}} ({{count, number}} document)',
  'with.documents_other': '{{text}} ({{count, number}} documents)',
  'with.entries_one': '{{text}} ({{count, number}} timeline entry)',
  'with.entries_other': '{{text}} ({{count, number}} timeline entries)',
  'with.rows_one': '{{text}} ({{count, number}} row)',
  'with.rows_other': '{{text}} ({{count, number}} rows)',
  'with.succeeded_one': '{{text}} ({{count, number}} lead changed)',
  'with.succeeded_other': '{{text}} ({{count, number}} leads changed)',

  sentence: '{{text}}.',
  'sentence-with-time': '{{text}}, {{when}}.',

  'field-not-stored': 'a field whose name is not stored',
  'value.none': 'nothing',
  'value.mark': 'a value that is not stored',
  'value.shown': '“{{text}}”',
}
