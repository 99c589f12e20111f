import {parseSiteDocumentId, parseTenantDocumentId} from '../tenancy/documentId.ts'
import {KINDS, type DocumentKind} from '../tenancy/kinds.ts'
import {SHOWN_ATTRIBUTES} from './auditDiff.ts'

/** Name of the chain of the network, whose events belong to no site. */
export const NETWORK_CHAIN = 'network'

/** Kind of a document as far as the trail is concerned. */
export type AuditedKind = DocumentKind | 'site' | 'network'

/** Which chain tells of a document, and what the document is. */
export interface AuditedId {
  /** Key of a site, or {@link NETWORK_CHAIN}. */
  chain: string
  kind: AuditedKind
}

/** Documents of the network that hold the trail itself, or how far it is. */
const NETWORK_BOOKKEEPING = /^network\.(?:lease|pending)\./u

/**
 * Which chain tells of a document.
 *
 * @returns `null` for a draft, a version, or a document that is no part of this product
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

/** How the trail tells a change of a document that no entry of a timeline tells. */
export interface AuditedType {
  /** First part of actions, as in `segment.changed`. */
  name: string
  /** `_type` that events give. */
  type: string
  /** Attributes that functions keep up to date; a change of these alone is not told. */
  kept: ReadonlySet<string>
  /** Attributes that hold a definition of an audience, which is told in words. */
  definitions: ReadonlySet<string>
  /** Attributes whose values name no person. */
  shown: ReadonlySet<string>
}

const NONE: ReadonlySet<string> = new Set()

/** What every writer of a job notes in it while it runs. */
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
const PRIVACY_KEPT = new Set(['nextAt', 'personKey', 'progress', 'seal', 'turn'])
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

type Parts = Partial<Omit<AuditedType, 'type'>>

function parts(name: string, {kept, definitions, shown}: Parts = {}): Omit<AuditedType, 'type'> {
  return {
    name,
    kept: kept ?? NONE,
    definitions: definitions ?? NONE,
    shown: shown ?? SHOWN_ATTRIBUTES,
  }
}

const DEFINITION = new Set(['definition'])
const SHARED_SHOWN = new Set(['definitionVersion', 'locked', 'status'])

const PARTS: Readonly<Record<AuditedKind, Omit<AuditedType, 'type'>>> = {
  lead: parts('lead', {kept: new Set(['lastActivityAt'])}),
  subscriber: parts('subscriber'),
  submission: parts('submission'),
  suppression: parts('suppression'),
  activity: parts('activity'),
  email: parts('email'),
  segment: parts('segment', {
    kept: new Set([
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
  }),
  list: parts('list', {kept: new Set(['memberCount']), shown: SHARED_SHOWN}),
  campaign: parts('campaign', {definitions: new Set(['audience']), shown: SHARED_SHOWN}),
  view: parts('view', {definitions: DEFINITION, shown: SHARED_SHOWN}),
  bulk: parts('bulk', {kept: JOB_PROGRESS, shown: JOB_SHOWN}),
  import: parts('import', {kept: JOB_PROGRESS, shown: JOB_SHOWN}),
  export: parts('export', {kept: JOB_PROGRESS, shown: JOB_SHOWN}),
  chunk: parts('share'),
  rule: parts('rule'),
  snapshot: parts('snapshot'),
  refresh: parts('refresh', {
    kept: new Set([...JOB_PROGRESS, 'fault', 'preview']),
    shown: JOB_SHOWN,
  }),
  privacy: parts('privacy', {kept: PRIVACY_KEPT, shown: PRIVACY_SHOWN}),
  consent: parts('consentTexts', {kept: new Set(['through'])}),
  audit: parts('trail'),
  head: parts('trail'),
  pending: parts('trail'),
  site: parts('site', {shown: SITE_SHOWN}),
  network: parts('network'),
}

/** How the trail tells changes of a kind of document. */
export function auditedType(kind: AuditedKind): AuditedType {
  const type = kind === 'site' || kind === 'network' ? kind : KINDS[kind].type
  return {...PARTS[kind], type}
}
