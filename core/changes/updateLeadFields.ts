import type {LeadRecord} from '../documents/people.ts'
import type {SiteRecord} from '../documents/site.ts'
import type {FieldProblem} from '../envelope/envelope.ts'
import {cleanLine, normalizeName, normalizePhone} from '../people/cleanText.ts'
import {assertSameSite} from '../tenancy/assertSameSite.ts'
import {customFieldChanges} from './customFieldChanges.ts'
import {
  leadChange,
  type ChangeContext,
  type ChangedLead,
  type LeadChangeDecision,
} from './leadChange.ts'

/** Most tags that a lead may carry. */
export const MAX_TAGS = 50

/** What an editor may change of a lead; an empty text or list empties the field. */
export interface LeadFieldChanges {
  name?: string
  phone?: string
  company?: string
  jobTitle?: string
  linkedIn?: string
  owner?: string
  tags?: readonly string[]
  /** `null` takes the score away. */
  score?: number | null
  /** Custom fields by name; an empty text takes one away. */
  customFields?: Readonly<Record<string, string>>
}

/** What a change of fields is decided on. */
export interface FieldsChange extends ChangeContext {
  lead: ChangedLead &
    Pick<
      LeadRecord,
      | 'name'
      | 'phone'
      | 'company'
      | 'jobTitle'
      | 'linkedIn'
      | 'owner'
      | 'tags'
      | 'score'
      | 'customFields'
    >
  site: Pick<SiteRecord, 'key'>
  changes: LeadFieldChanges
}

const LABELS = {
  name: 'name',
  phone: 'phone',
  company: 'company',
  jobTitle: 'job title',
  linkedIn: 'LinkedIn',
  owner: 'owner',
  tags: 'tags',
  score: 'score',
} as const

const LIST = new Intl.ListFormat('en')

const TEXT_FIELDS = ['name', 'phone', 'company', 'jobTitle', 'linkedIn', 'owner'] as const

interface Change {
  field: keyof typeof LABELS
  from: string
  to: string
  value: string | string[] | number | null
}

function cleanTags(tags: readonly string[]): string[] {
  const cleaned = tags.map((tag) => cleanLine(tag, 80)).filter((tag) => tag !== '')
  return [...new Set(cleaned)]
}

function cleanValue(field: (typeof TEXT_FIELDS)[number], value: string): string {
  if (field === 'name') return normalizeName(value)
  return field === 'phone' ? normalizePhone(value) : cleanLine(value, 500)
}

function textOf(score: number | null | undefined): string {
  return score == null ? '' : String(score)
}

function changesOf(input: FieldsChange): Change[] {
  const {lead, changes} = input
  const texts = TEXT_FIELDS.flatMap((field): Change[] => {
    const wanted = changes[field]
    if (wanted === undefined) return []
    const value = cleanValue(field, wanted)
    const from = lead[field] ?? ''
    return value === from ? [] : [{field, from, to: value, value}]
  })
  if (changes.score !== undefined && changes.score !== (lead.score ?? null)) {
    const {score} = changes
    texts.push({field: 'score', from: textOf(lead.score), to: textOf(score), value: score})
  }
  if (changes.tags === undefined) return texts
  const tags = cleanTags(changes.tags)
  const before = [...(lead.tags ?? [])]
  const same = tags.length === before.length && tags.every((tag, index) => tag === before[index])
  return same
    ? texts
    : [...texts, {field: 'tags', from: before.join(', '), to: tags.join(', '), value: tags}]
}

function problemsOf(changes: readonly Change[]): FieldProblem[] {
  return changes.flatMap((change): FieldProblem[] => {
    if (change.field === 'linkedIn' && change.to !== '' && !/^https?:\/\/\S+$/iu.test(change.to)) {
      return [{field: 'linkedIn', reason: 'The address must start with https://.'}]
    }
    if (change.field === 'score' && change.value !== null && !Number.isFinite(change.value)) {
      return [{field: 'score', reason: 'The score must be a number.'}]
    }
    if (Array.isArray(change.value) && change.value.length > MAX_TAGS) {
      return [{field: 'tags', reason: `A lead may carry at most ${MAX_TAGS} tags.`}]
    }
    return []
  })
}

/**
 * Decides on a change of a lead's own fields, and keeps what they were before in the timeline.
 *
 * @returns no mutations when nothing differs
 * @throws ForeignDocumentError when the lead belongs to another site
 */
export function updateLeadFields(input: FieldsChange): LeadChangeDecision {
  const {lead, site} = input
  assertSameSite(site.key ?? '', lead)
  const changes = changesOf(input)
  const custom = customFieldChanges(lead.customFields, input.changes.customFields ?? {})
  const problems = problemsOf(changes)
  if (problems.length > 0) return {ok: false, problems}
  if (changes.length === 0 && custom === null) return {ok: true, mutations: []}
  const set = {
    ...Object.fromEntries(changes.map((change) => [change.field, change.value])),
    ...(custom && {customFields: custom.fields}),
  }
  const names = changes.map((change): string => LABELS[change.field])
  const all = [...names, ...(custom?.changed ?? []).map(({name}) => `“${name}”`)]
  const summary = `Changed ${LIST.format(all)}`
  const entries = [
    ...changes.map(({field, from, to}) => ({name: field, from, to})),
    ...(custom?.changed ?? []),
  ]
  const details = Object.fromEntries(
    entries.flatMap(({name, from, to}) => [
      [`${name}.from`, from],
      [`${name}.to`, to],
    ]),
  )
  return {ok: true, mutations: leadChange(lead, set, {kind: 'field', summary, details}, input)}
}
