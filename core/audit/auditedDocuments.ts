import {parseSiteDocumentId, parseTenantDocumentId} from '../tenancy/documentId.ts'
import {KINDS, type DocumentKind} from '../tenancy/kinds.ts'
import {SHOWN_ATTRIBUTES} from './auditDiff.ts'

/** Name of the chain of the network, whose events belong to no site. */
export const NETWORK_CHAIN = 'network'

/** Kind of a document as the trail distinguishes them. */
export type AuditedKind = DocumentKind | 'site' | 'network'

/** The chain that records a document, and the document's kind. */
export interface AuditedId {
  /** Key of a site, or {@link NETWORK_CHAIN}. */
  chain: string
  kind: AuditedKind
}

/** Documents of the network that hold the trail itself, or its progress. */
const NETWORK_BOOKKEEPING = /^network\.(?:lease|pending)\./u

/**
 * The chain that records a document.
 *
 * @returns `null` for a draft, a version, or a document that does not belong to this product
 */
export function auditedId(id: string): AuditedId | null {
  const site = parseSiteDocumentId(id)
  if (site !== null) return {chain: site, kind: 'site'}
  if (id.startsWith('network.audit.')) return {chain: NETWORK_CHAIN, kind: 'audit'}
  if (id.startsWith('network.head.')) return {chain: NETWORK_CHAIN, kind: 'head'}
  if (id.startsWith('network.')) {
    return NETWORK_BOOKKEEPING.test(id) ? null : {chain: NETWORK_CHAIN, kind: 'network'}
  }
  const parsed = parseTenantDocumentId(id)
  return parsed && {chain: parsed.site, kind: parsed.kind}
}

/** How the trail records a change of a document that no activity describes. */
export interface AuditedType {
  /** First part of actions, as in `segment.changed`. */
  name: string
  /** `_type` that events give. */
  type: string
  /** Attributes that functions maintain; a change of only these is not recorded. */
  maintained: ReadonlySet<string>
  /** Attributes that hold an audience definition, which events describe as a sentence. */
  definitions: ReadonlySet<string>
  /** Attributes whose values name no person. */
  shown: ReadonlySet<string>
}

/** How the trail records changes of a kind of document. */
export function auditedType(kind: AuditedKind): AuditedType {
  const type = kind === 'site' || kind === 'network' ? kind : KINDS[kind].type
  return {maintained: NONE, definitions: NONE, shown: SHOWN_ATTRIBUTES, ...RULES[kind], type}
}

const NONE: ReadonlySet<string> = new Set()

/** What a running job writes into its document. */
const JOB_PROGRESS = new Set([
  'cancelRequested',
  'checkpoint',
  'failures',
  'finishedAt',
  'moreFailures',
  'startedAt',
  'state',
  'totals',
  'turn',
  'unchanged',
])
const PRIVACY_PROGRESS = new Set(['nextAt', 'personKey', 'progress', 'seal', 'turn'])
const PRIVACY_SHOWN = new Set([
  'answeredAt',
  'entries',
  'finishedAt',
  'leads',
  'messages',
  'receivedAt',
  'refreshes',
  'rules',
  'shareRows',
  'site',
  'snapshots',
  'state',
  'submissions',
  'subscribers',
  'suppressions',
  'topic',
])
const JOB_SHOWN = new Set(['failed', 'skipped', 'state', 'succeeded', 'total', 'unchanged', 'way'])
const SITE_SHOWN = new Set([
  'adminHosts',
  'allowedOrigins',
  'hosts',
  'key',
  'locale',
  'planLimit',
  'publicUrl',
  'status',
  'timeZone',
])

const DEFINITION = new Set(['definition'])
const FIELD_SHOWN = new Set(['type'])
const SHARED_SHOWN = new Set(['definitionVersion', 'locked', 'status'])

const RULES: Readonly<Record<AuditedKind, Pick<AuditedType, 'name'> & Partial<AuditedType>>> = {
  lead: {name: 'lead', maintained: new Set(['lastActivityAt'])},
  subscriber: {name: 'subscriber'},
  submission: {name: 'submission'},
  suppression: {name: 'suppression'},
  activity: {name: 'activity'},
  email: {name: 'email'},
  segment: {
    name: 'segment',
    maintained: new Set([
      'changedAt',
      'changedBy',
      'count',
      'countFailure',
      'history',
      'sentence',
      'viewedAt',
    ]),
    definitions: DEFINITION,
    shown: SHARED_SHOWN,
  },
  list: {name: 'list', maintained: new Set(['imports', 'memberCount']), shown: SHARED_SHOWN},
  campaign: {name: 'campaign', definitions: new Set(['audience']), shown: SHARED_SHOWN},
  mapping: {name: 'mapping'},
  view: {name: 'view', definitions: DEFINITION, shown: SHARED_SHOWN},
  field: {name: 'customField', shown: FIELD_SHOWN},
  bulk: {name: 'bulk', maintained: JOB_PROGRESS, shown: JOB_SHOWN},
  import: {
    name: 'import',
    maintained: new Set([...JOB_PROGRESS, 'counts', 'sums', 'purgedAt', 'noticeAt']),
    shown: JOB_SHOWN,
  },
  export: {
    name: 'export',
    maintained: new Set([
      ...JOB_PROGRESS,
      'asOf',
      'downloadedAt',
      'downloadedBy',
      'downloads',
      'expiresAt',
      'noticeAt',
      'seal',
      'ticket',
      'waitingFor',
    ]),
    shown: JOB_SHOWN,
  },
  chunk: {name: 'share'},
  rule: {name: 'rule'},
  snapshot: {name: 'snapshot'},
  refresh: {
    name: 'refresh',
    maintained: new Set([...JOB_PROGRESS, 'fault', 'preview']),
    shown: JOB_SHOWN,
  },
  privacy: {name: 'privacy', maintained: PRIVACY_PROGRESS, shown: PRIVACY_SHOWN},
  consent: {name: 'consentTexts', maintained: new Set(['through'])},
  audit: {name: 'trail'},
  head: {name: 'trail'},
  pending: {name: 'trail'},
  site: {name: 'site', shown: SITE_SHOWN},
  network: {name: 'network'},
}

/** First parts of the actions that record changes of documents, apart from those of the trail itself. */
export const AUDITED_NAMES: readonly string[] = Object.values(RULES)
  .map(({name}) => name)
  .filter((name) => name !== 'trail')
