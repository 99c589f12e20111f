import {EVERYBODY} from '../../core/audience/definition.ts'
import {JOB_KIND_NAMES} from '../../core/jobs/jobKinds.ts'
import {recordOf} from '../../core/leads/recordOf.ts'
import {DOCUMENT_KINDS, KINDS, type DocumentKind} from '../../core/tenancy/kinds.ts'

/** A document as an attempt sends it, or as the store has it before. */
export type AttackDocument = {_id: string; _type: string; [attribute: string]: unknown}

const AT = '2026-01-01T00:00:00.000Z'

const JOB = {
  title: 'A job',
  turn: 0,
  totals: {total: 0, succeeded: 0, failed: 0, skipped: 0},
  unchanged: 0,
  moreFailures: 0,
}

const TAGGING = JSON.stringify({
  version: 1,
  action: {kind: 'addTag', tag: 'attack'},
  targets: {kind: 'ids', ids: []},
})

const IMPORTING = JSON.stringify({
  version: 1,
  work: {kind: 'undo', importId: 'artameta.import.01J00000000000000000000000'},
})

/** Attributes of a true document of each kind; those whose values depend on who writes it are apart. */
const ATTRIBUTES: Readonly<Record<DocumentKind, Readonly<Record<string, unknown>>>> = {
  lead: {
    name: 'Attempt',
    status: 'new',
    engagement: 'none',
    tags: [],
    lists: [],
    campaigns: [],
    subscription: 'none',
    createdAt: AT,
  },
  subscriber: {status: 'unsubscribed', consentHistory: []},
  submission: {
    email: 'attempt@example.com',
    receivedAt: AT,
    form: {id: 'newsletter', kind: 'newsletter', version: 1},
    fields: [],
    processedAt: AT,
    outcome: 'processed',
  },
  suppression: {reason: 'manual', since: AT},
  activity: {kind: 'note', at: AT, personKey: 'attempt', summary: 'Added a note'},
  email: {
    kind: 'oneOff',
    status: 'queued',
    personKey: 'attempt',
    recipientType: 'lead',
    subject: 'Hello',
    body: 'How are you?',
    queuedAt: AT,
    attempts: 0,
  },
  segment: {title: 'A segment', definition: JSON.stringify(EVERYBODY), definitionVersion: 1},
  list: {title: 'A list', memberCount: {value: 0, at: AT}},
  campaign: {title: 'A campaign', status: 'draft'},
  field: {title: 'A field', name: 'attempt', type: 'text'},
  mapping: {mapping: '{"version":1,"columns":[]}', columns: 0},
  view: {title: 'A view', address: 'sort=name'},
  bulk: {...JOB, state: 'queued', way: 'function', intent: TAGGING},
  import: {...JOB, state: 'queued', way: 'function', intent: IMPORTING},
  export: {...JOB, state: 'queued', intent: '{}'},
  chunk: {index: 0, state: 'queued', rows: '{}', expiresAt: '2099-01-01T00:00:00.000Z'},
  rule: {mode: 'disabled', redactionLevel: 'full', tenantMayEdit: true},
  snapshot: {},
  refresh: {...JOB, state: 'queued', way: 'function', intent: '{}'},
  privacy: {topic: 'customers/redact', state: 'done', receivedAt: AT, turn: 0},
  consent: {texts: [], restorations: []},
  audit: {seq: 1},
  head: {seq: 1, hash: ''},
  pending: {},
}

/** Attributes by which attempts change a document without saying anything. */
const NEUTRAL = {probeText: 'before', probeNumber: 1, probeList: ['before']}

/**
 * A document that is what its id says, and names the one who writes it where a kind asks for that.
 *
 * @param author - id of a user
 */
export function trueDocument(kind: DocumentKind, id: string, author: string): AttackDocument {
  const [site = ''] = id.split('.')
  return {
    _id: id,
    _type: KINDS[kind].type,
    site,
    ...ATTRIBUTES[kind],
    ...(kind === 'activity' ? {actor: {kind: 'user', id: author}, leadId: `${site}.lead.x`} : {}),
    ...(kind === 'chunk' ? {jobId: `${site}.bulk.x`} : {}),
    createdBy: author,
    ...NEUTRAL,
  }
}

/** Attributes of a document of each kind that nothing is left to be done about. */
const SETTLED: Readonly<Record<DocumentKind, Readonly<Record<string, unknown>>>> = {
  ...recordOf(DOCUMENT_KINDS, () => ({})),
  ...recordOf(JOB_KIND_NAMES, () => ({state: 'cancelled'})),
  email: {status: 'sent'},
}

/** The same document as one that nothing is left to be done about, for the store before an attempt. */
export function settledDocument(kind: DocumentKind, document: AttackDocument): AttackDocument {
  return {...document, ...SETTLED[kind]}
}
