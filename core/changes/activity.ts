import type {Unstored} from '../documents/stored.ts'
import type {ActivityKind} from '../people/activityKinds.ts'
import type {EntryText} from '../people/entryTexts.ts'
import type {LeadActivity} from '../sanity.types.generated.ts'
import {tenantDocumentId} from '../tenancy/documentId.ts'

/** The author of an activity: a user of the Studio, a visitor of a site, or a function. */
export type Actor = LeadActivity['actor']

/** The parts of an activity, an entry of a person's timeline. */
export interface ActivityParts {
  site: string
  personKey: string
  leadId: string
  /** ULID of the activity. Deterministic where a second run must not add a second one. */
  ulid: string
  kind: ActivityKind
  /** ISO 8601, UTC. */
  at: string
  actor: Actor
  /** What it says, without personal data. */
  text: EntryText
  /** Named values; those without a value are left out. */
  details?: Readonly<Record<string, string | null | undefined>>
  submissionId?: string
  emailId?: string
  /** The bulk change that it belongs to. */
  jobId?: string | undefined
}

/** The `leadActivity` document of something that happened to a person. */
export function activity(parts: ActivityParts): Unstored<LeadActivity> {
  const {site, personKey, leadId, ulid, kind, at, actor, text} = parts
  const details = Object.entries(parts.details ?? {}).flatMap(([name, value], index) =>
    value == null || value === '' ? [] : [{_key: `detail-${index}`, name, value}],
  )
  return {
    _id: tenantDocumentId(site, 'activity', personKey, ulid),
    _type: 'leadActivity',
    site,
    personKey,
    leadId,
    kind,
    at,
    actor,
    code: text.code,
    summary: text.summary,
    ...(details.length > 0 ? {details} : {}),
    ...(parts.submissionId ? {submissionId: parts.submissionId} : {}),
    ...(parts.emailId ? {emailId: parts.emailId} : {}),
    ...(parts.jobId ? {jobId: parts.jobId} : {}),
  }
}

/** The later of two moments, ISO 8601 UTC. */
export function laterOf(left: string | null | undefined, right: string): string {
  return left && Date.parse(left) > Date.parse(right) ? left : right
}
