import {z} from 'zod'
import {wordSearch} from '../../ui/wordSearch.ts'

/** What an activity says. */
type SayRecord = (record: Extract<LiveRecord, {_type: 'leadActivity'}>) => string

/** Kinds of record in the feed. */
export const RECORD_KINDS = ['submission', 'lead', 'activity'] as const

/** One of {@link RECORD_KINDS}. */
export type RecordKind = (typeof RECORD_KINDS)[number]

/** Most records in the feed. */
export const MAX_LIVE_RECORDS = 200

const text = z.string().nullish()

const Submission = z.object({
  _id: z.string(),
  _type: z.literal('leadSubmission'),
  at: z.string(),
  name: text,
  email: text,
  formKind: z.enum(['newsletter', 'lead']).nullish(),
  outcome: text,
  verdict: text,
})

const Lead = z.object({
  _id: z.string(),
  _type: z.literal('lead'),
  at: z.string(),
  name: text,
  email: text,
  company: text,
  status: text,
})

const Activity = z.object({
  _id: z.string(),
  _type: z.literal('leadActivity'),
  at: z.string(),
  kind: text,
  code: text,
  summary: text,
  details: z.array(z.object({name: text, value: text})).nullish(),
  leadId: text,
  /** Name or e-mail of the person. */
  person: text,
})

/** A record of the feed as the store returns it; `at` is the time of its creation, ISO 8601 UTC. */
export const LiveRecord = z.discriminatedUnion('_type', [Submission, Lead, Activity])

/** See {@link LiveRecord}. */
export type LiveRecord = z.infer<typeof LiveRecord>

const KINDS: Record<LiveRecord['_type'], RecordKind> = {
  leadSubmission: 'submission',
  lead: 'lead',
  leadActivity: 'activity',
}

/** Adds the person to each activity. */
export function withPeople(
  records: readonly LiveRecord[],
  people: readonly {_id: string; name?: string | null; email?: string | null}[],
): LiveRecord[] {
  const names = new Map(people.map(({_id, name, email}) => [_id, name || email || null]))
  return records.map((record) =>
    record._type === 'leadActivity'
      ? {...record, person: names.get(record.leadId ?? '') ?? null}
      : record,
  )
}

/**
 * Merges new and changed records into those that are shown: newest first, each once, at most
 * {@link MAX_LIVE_RECORDS}.
 *
 * @param gone - ids of deleted records
 */
export function mergeRecords(
  shown: readonly LiveRecord[],
  read: readonly LiveRecord[],
  gone: ReadonlySet<string> = new Set(),
): LiveRecord[] {
  const all = new Map(shown.map((record) => [record._id, record]))
  for (const record of read) all.set(record._id, record)
  for (const id of gone) all.delete(id)
  return Array.from(all.values())
    .toSorted((left, right) =>
      left.at === right.at ? (left._id < right._id ? -1 : 1) : left.at < right.at ? 1 : -1,
    )
    .slice(0, MAX_LIVE_RECORDS)
}

/**
 * The records that are not older than the shown ones of their kind: an edited old lead is not news.
 *
 * @param shown - newest records of each kind
 */
export function withinReach(
  shown: readonly LiveRecord[],
  records: readonly LiveRecord[],
): LiveRecord[] {
  const oldest = new Map<string, string>()
  for (const {_type, at} of shown) {
    const known = oldest.get(_type)
    if (known === undefined || at < known) oldest.set(_type, at)
  }
  return records.filter(({_type, at}) => at >= (oldest.get(_type) ?? ''))
}

function words(record: LiveRecord, say: SayRecord): string {
  if (record._type === 'leadActivity') return `${say(record)} ${record.person ?? ''}`
  const company = record._type === 'lead' ? record.company : ''
  return [record.name, record.email, company].filter(Boolean).join(' ')
}

/** The timeline entry of a submission repeats the submission, which is in the feed itself. */
function repeats(record: LiveRecord): boolean {
  return record._type === 'leadActivity' && record.kind === 'submission'
}

/**
 * The records of a kind that hold every word of a text, in any order, case and accents.
 *
 * @param kind - `all` for every kind, each event once
 * @param say - says an activity as the feed shows it
 */
export function filterRecords(
  records: readonly LiveRecord[],
  {kind, text, say}: {kind: RecordKind | 'all'; text: string; say: SayRecord},
): LiveRecord[] {
  const matches = wordSearch(text)
  return records.filter((record) =>
    kind === 'all'
      ? !repeats(record) && matches(words(record, say))
      : KINDS[record._type] === kind && matches(words(record, say)),
  )
}
