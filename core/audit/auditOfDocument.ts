import {parseBulkId} from '../changes/bulk/bulkIds.ts'
import {ForeignDocumentError} from '../tenancy/assertSameSite.ts'
import {parseTenantDocumentId} from '../tenancy/documentId.ts'
import type {AuditDraft} from './auditEvent.ts'
import {authorActor, pastMoment, shownId, toldFacts, type Fact} from './facts.ts'
import {isWord} from './harmless.ts'
import {keyedMark} from './keyedMark.ts'
import {redactDiff, type RedactedChange} from './redactDiff.ts'
import {saidChange, type SayingContext} from './saidAudience.ts'

/** How each type of document is called in the trail. */
const NAMES = {
  segment: 'segment',
  leadList: 'list',
  savedView: 'view',
  campaign: 'campaign',
  bulkChange: 'bulk',
  leadExport: 'export',
} as const

/** A type of document whose own changes the trail tells. */
export type AuditedType = keyof typeof NAMES

/** All of {@link AuditedType}. */
export const AUDITED_TYPES: readonly AuditedType[] = [
  'segment',
  'leadList',
  'savedView',
  'campaign',
  'bulkChange',
  'leadExport',
]

/** Attributes that hold a definition. */
const DEFINITIONS: readonly string[] = ['definition', 'audience']
/** Attributes whose values are the product's own. */
const SHOWN: ReadonlySet<string> = new Set([
  'definitionVersion',
  'failed',
  'locked',
  'skipped',
  'state',
  'status',
  'succeeded',
  'total',
  'unchanged',
  'way',
])
const VERBS = {create: 'created', change: 'changed', delete: 'deleted'} as const

/** A document before and after a change, as far as people made it. */
export interface AuditedChange {
  id: string
  type: AuditedType
  /** `null` for a document that was created. */
  before: Readonly<Record<string, unknown>> | null
  /** `null` for one that was deleted. */
  after: Readonly<Record<string, unknown>> | null
  /** Id of the transaction, where it is known. */
  transaction: string | null
  /** When it was made, ISO 8601, by the store's history; `null` where that does not say. */
  at: string | null
  /** Who made it, by the store's history; `null` where that does not say. */
  author: string | null
}

function without(
  names: readonly string[],
  document: Readonly<Record<string, unknown>> | null,
): Record<string, unknown> | null {
  if (!document) return null
  return Object.fromEntries(Object.entries(document).filter(([name]) => !names.includes(name)))
}

function definitionChanges(change: AuditedChange, context: SayingContext): RedactedChange[] {
  return DEFINITIONS.flatMap((path) => {
    const [before, after] = [change.before?.[path] ?? null, change.after?.[path] ?? null]
    if (before === after) return []
    return [{_key: path, path, ...saidChange(before, after, context)}]
  })
}

/**
 * What the audit trail says of a segment, list, view or campaign that was made, changed or deleted,
 * and of a job's record that was deleted: by whom, and the difference, with marks for names and texts
 * and definitions in words.
 *
 * @param now - ISO 8601, UTC
 * @returns `null` when nothing that people make of it is different
 * @throws ForeignDocumentError when the id is not that of a site's document
 */
export function auditOfDocument(
  change: AuditedChange,
  context: SayingContext,
  now: string,
): AuditDraft | null {
  const {id, type, before, after, transaction, at, author} = change
  const site = parseTenantDocumentId(id)?.site ?? parseBulkId(id)?.site
  if (site === undefined) throw new ForeignDocumentError('')
  const {secret} = context
  const diff = [
    ...definitionChanges(change, context),
    ...redactDiff(without(DEFINITIONS, before), without(DEFINITIONS, after), {
      secret,
      shown: SHOWN,
    }),
  ]
  if (before && after && diff.length === 0) return null
  const verb = before ? (after ? 'change' : 'delete') : 'create'
  const told =
    transaction &&
    (isWord(transaction) ? transaction : keyedMark(secret, 'transaction', transaction))
  const facts: Fact[] = [['transaction', told]]
  return {
    site,
    at: pastMoment(at, now),
    actor: authorActor(author, secret),
    action: `${NAMES[type]}.${VERBS[verb]}`,
    target: {type, id: shownId(site, id, secret)},
    diff: [...diff, ...toldFacts(facts)],
  }
}
