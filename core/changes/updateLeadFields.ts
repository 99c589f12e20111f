import {entryText} from '../people/entryTexts.ts'
import type {LeadRecord} from '../documents/people.ts'
import type {CustomFieldSources, SiteRecord} from '../documents/site.ts'
import {customFieldType} from '../leads/customFieldType.ts'
import {cleanCustomValue, customValueProblem} from '../leads/customFieldValue.ts'
import {cleanField, cleanFormer, valueProblem, MAX_TAGS} from '../leads/editableFields.ts'
import {
  LEAD_FIELDS,
  TEXT_FIELDS,
  type EditableFieldName,
  type TextFieldName,
} from '../leads/leadFields.ts'
import {cleanLine} from '../people/cleanText.ts'
import {problem, type FieldProblem, type Problem} from '../problems/problem.ts'
import {assertSameSite} from '../tenancy/documentId.ts'
import type {RuleDecision} from './commitDecision.ts'
import {customFieldChanges, type CustomFieldChanges} from './customFieldChanges.ts'
import {leadChange, type ChangeContext, type ChangedLead} from './leadChanges.ts'

/** Changes of a lead's fields. An empty text or list clears a field. */
export interface LeadFieldChanges extends Partial<Record<TextFieldName, string>> {
  tags?: readonly string[]
  /** `null` removes the score. */
  score?: number | null
  /** Custom fields by name; an empty text removes one. */
  customFields?: Readonly<Record<string, string>>
}

/** What {@link updateLeadFields} depends on. */
export interface FieldsChange extends ChangeContext {
  lead: ChangedLead & Pick<LeadRecord, EditableFieldName | 'customFields'>
  /** It defines the types of custom fields. */
  site: CustomFieldSources & Pick<SiteRecord, 'key'>
  changes: LeadFieldChanges
  /** Ids of the project's members, who can own leads; left out where they are not known. */
  members?: ReadonlySet<string> | undefined
  /**
   * Whether the values are those that the lead had before. An undo also restores values of forms and
   * imports that an editor could not enter.
   */
  isUndo?: boolean | undefined
}

/** The part of a change that its values are checked with. */
type CheckedInput = Omit<FieldsChange, keyof ChangeContext>

const LIST = new Intl.ListFormat('en')

interface Change {
  field: EditableFieldName
  from: string
  to: string
  value: string | string[] | number | null
}

function cleanTags(tags: readonly string[]): string[] {
  const {maxLength} = LEAD_FIELDS.tags
  const cleaned = tags.map((tag) => cleanLine(tag, maxLength)).filter((tag) => tag !== '')
  return [...new Set(cleaned)]
}

function textOf(score: number | null | undefined): string {
  return score == null ? '' : String(score)
}

function changesOf(input: CheckedInput): Change[] {
  const {lead, changes, isUndo} = input
  const texts = TEXT_FIELDS.flatMap((field): Change[] => {
    const wanted = changes[field]
    if (wanted === undefined) return []
    const value = isUndo ? cleanFormer(wanted) : cleanField(field, wanted)
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

function problemOf(change: Change, members: ReadonlySet<string> | null): Problem | null {
  const {field, value} = change
  if (field === 'score') {
    return value === null || Number.isFinite(value) ? null : problem('field.score-not-number')
  }
  if (field === 'tags') {
    return Array.isArray(value) && value.length > MAX_TAGS
      ? problem('field.too-many-tags', {limit: MAX_TAGS})
      : null
  }
  return typeof value === 'string' ? valueProblem(field, value, members) : null
}

/** Custom fields as they are to be stored, and what is wrong with them. */
function customValues({site, changes, isUndo}: CheckedInput) {
  const problems: FieldProblem[] = []
  const values = Object.entries(changes.customFields ?? {}).map(([name, wanted]) => {
    if (isUndo) return [name, cleanFormer(wanted)] as const
    const type = customFieldType(site, name)
    const value = cleanCustomValue(type, wanted)
    const found = customValueProblem(type, value)
    if (found) problems.push({field: `customFields.${name}`, ...found})
    return [name, value] as const
  })
  return {values: Object.fromEntries(values), problems}
}

function problemsOf(changes: readonly Change[], {members, isUndo}: CheckedInput): FieldProblem[] {
  if (isUndo) return []
  return changes.flatMap((change) => {
    const found = problemOf(change, members ?? null)
    return found ? [{field: change.field, ...found}] : []
  })
}

/** What changes of fields come to. */
interface CheckedFields {
  changes: readonly Change[]
  custom: CustomFieldChanges | null
  /** The attributes that differ, as they are stored. */
  set: Readonly<Record<string, unknown>>
  problems: FieldProblem[]
}

/** Cleans and checks the values of fields; see {@link updateLeadFields}. */
export function checkFields(input: CheckedInput): CheckedFields {
  const changes = changesOf(input)
  const wanted = customValues(input)
  const custom = customFieldChanges(input.lead.customFields, wanted.values)
  const set = {
    ...Object.fromEntries(changes.map((change) => [change.field, change.value])),
    ...(custom && {customFields: custom.fields}),
  }
  const problems = [...problemsOf(changes, input), ...(custom ? wanted.problems : [])]
  return {changes, custom, set, problems}
}

/**
 * Decides on a change of a lead's own fields, and keeps what they were before in the timeline. What
 * each field takes is declared in `core/leads/leadFields.ts`, and by the site for custom fields.
 *
 * @returns no mutations when nothing differs
 * @throws ForeignDocumentError when the lead belongs to another site
 */
export function updateLeadFields(input: FieldsChange): RuleDecision {
  const {lead, site} = input
  assertSameSite(site.key ?? '', lead)
  const {changes, custom, set, problems} = checkFields(input)
  if (problems.length > 0) return {ok: false, problems}
  if (changes.length === 0 && custom === null) return {ok: true, mutations: []}
  const names = changes.map((change): string => LEAD_FIELDS[change.field].phrase)
  const all = [...names, ...(custom?.changed ?? []).map(({name}) => `“${name}”`)]
  const text = entryText('entry.fields.changed', {fields: LIST.format(all)})
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
  return {ok: true, mutations: leadChange(lead, set, {kind: 'field', text, details}, input)}
}
