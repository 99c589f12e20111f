import {JOB_KINDS} from '../jobs/jobKinds.ts'
import {HAND_MADE_KINDS} from '../people/activityKinds.ts'
import {CHANGE, OWN, SHARED_WORK, type KindDeclaration} from './writeRules.ts'

/** Kinds of entries that editors write: by hand, or along with a change of the person. */
const EDITORS_ENTRIES = [...HAND_MADE_KINDS, 'status', 'field']
  .map((kind) => `"${kind}"`)
  .join(', ')

/** An entry in the writer's own name, which the audit trail does not have yet. */
const OWN_ENTRY = 'actor.kind == "user" && actor.id == identity() && !defined(auditSeq)'

/**
 * Every kind of tenant document, the second segment of `<site>.<kind>.<key>`: its type, and who may write
 * it. Everybody with a role at a site reads all of its documents. Grants, hosted roles, ids and the checks
 * of functions derive from this table (`grants.ts`, `documentId.ts`).
 *
 * A condition can only narrow who may write. It looks at fields that the writer fills in, so it proves
 * nothing else.
 */
export const KINDS = {
  // People
  lead: {type: 'lead', keys: ['*'], writers: SHARED_WORK},
  subscriber: {
    type: 'newsletterSubscriber',
    keys: ['*'],
    writers: [{by: 'admin', may: ['create', 'update', 'delete']}],
  },
  submission: {
    type: 'leadSubmission',
    keys: ['*'],
    writers: [{by: 'admin', may: ['delete']}],
  },
  suppression: {type: 'suppression', keys: ['*'], writers: [{by: 'admin', may: CHANGE}]},
  activity: {
    type: 'leadActivity',
    keys: ['*.*'],
    // Timelines only grow. Functions write the entries of forms, mails and imports.
    writers: [
      {by: 'editor', may: ['create'], where: `${OWN_ENTRY} && kind in [${EDITORS_ENTRIES}]`},
      {by: 'admin', may: ['create'], where: `${OWN_ENTRY} && kind == "consent"`},
    ],
  },
  email: {
    type: 'emailMessage',
    keys: ['*'],
    // Functions queue confirmations. Only functions change a queued message.
    writers: [{by: 'editor', may: ['create'], where: 'kind == "oneOff" && status == "queued"'}],
  },

  // What people share
  segment: {type: 'segment', keys: ['*'], writers: SHARED_WORK},
  list: {
    type: 'leadList',
    keys: ['*'],
    writers: [
      {by: 'editor', may: ['create'], where: OWN},
      {by: 'editor', may: ['update']},
      {by: 'admin', may: ['delete']},
    ],
  },
  campaign: {type: 'campaign', keys: ['*'], writers: SHARED_WORK},
  field: {
    type: 'customField',
    keys: ['*'],
    // Leads carry its name, and their values are of its type: it is created once and never changed.
    writers: [
      {by: 'editor', may: ['create']},
      {by: 'admin', may: ['delete']},
    ],
  },
  mapping: {
    type: 'importMapping',
    keys: ['*'],
    // Editors share them, by digests of header rows. One is replaced by a new one, which names its author.
    writers: [
      {by: 'editor', may: ['create'], where: OWN},
      {by: 'editor', may: ['update', 'delete']},
    ],
  },
  view: {
    type: 'savedView',
    keys: ['*'],
    writers: [
      {by: 'editor', may: ['create'], where: OWN},
      {by: 'editor', may: ['update'], where: `!defined(lock) || ${OWN}`},
      {by: 'admin', may: ['update', 'delete']},
    ],
  },

  // Jobs
  ...JOB_KINDS,
  chunk: {
    type: 'jobChunk',
    keys: ['job.*.*', 'page.*.*'],
    // Chunks that functions write have ids of their own, which nobody else may write.
    writers: [{by: 'editor', may: CHANGE, keys: ['page.*.*'], where: OWN}],
  },

  // Customer sync
  rule: {
    type: 'customerSyncRule',
    keys: ['customers'],
    writers: [{by: 'admin', may: ['update'], where: 'tenantMayEdit == true'}],
  },
  snapshot: {type: 'shopifyCustomerSnapshot', keys: ['*'], writers: []},

  // Requests of people about their data
  privacy: {
    type: 'privacyRequest',
    keys: ['*'],
    // Functions carry out requests. Only a person can say that a customer got their data.
    writers: [{by: 'admin', may: ['update'], where: 'state in ["held", "answered"]'}],
  },

  // Consent texts that were ever published, and statements of imports
  consent: {type: 'consentRegister', keys: ['texts', 'import.*'], writers: []},

  // Audit trail
  audit: {type: 'auditEvent', keys: ['*'], writers: []},
  head: {type: 'trailHead', keys: ['trail'], writers: []},
  pending: {
    type: 'pendingTrail',
    keys: ['trail'],
    writers: [{by: 'editor', may: ['create']}],
  },
} as const satisfies Record<string, KindDeclaration>

/** A kind of tenant document. */
export type DocumentKind = keyof typeof KINDS

/** The `_type` of a kind's documents. */
export type TypeOfKind<Kind extends DocumentKind> = (typeof KINDS)[Kind]['type']

/** All kinds, in the order of {@link KINDS}. */
export const DOCUMENT_KINDS: readonly DocumentKind[] = Object.keys(KINDS).filter(isDocumentKind)

/** Whether a text names a kind of tenant document. */
export function isDocumentKind(name: string): name is DocumentKind {
  return Object.hasOwn(KINDS, name)
}
