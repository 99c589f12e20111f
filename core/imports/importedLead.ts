import {entryText} from '../people/entryTexts.ts'
import {leadChange, type ChangeContext} from '../changes/leadChanges.ts'
import {customField, customFieldChanges, customFieldValue} from '../changes/customFieldChanges.ts'
import type {Mutation} from '../changes/mutation.ts'
import type {LeadRecord, LeadSubscription} from '../documents/people.ts'
import type {SiteRecord} from '../documents/site.ts'
import type {Unstored} from '../documents/stored.ts'
import {MAX_TAGS} from '../leads/editableFields.ts'
import {TEXT_FIELDS} from '../leads/leadFields.ts'
import {defaultLeadStatus} from '../people/leadStatus.ts'
import type {Lead} from '../sanity.types.generated.ts'
import {tenantDocumentId} from '../tenancy/documentId.ts'
import type {ImportedPerson} from './importMapping.ts'
import type {ConflictRule, RowsToImport} from './importPlan.ts'
import type {ImportUndo} from './importUndo.ts'

/** A person of a file who becomes a lead, or is one already. */
export interface ImportedLeadCase {
  site: Pick<SiteRecord, 'leadStatuses'> & {key: string}
  person: ImportedPerson
  /** What every lead of the import gets. */
  add: RowsToImport['add']
  /** Whether the person may be in the audience of a campaign. */
  mayBeAudience: boolean
  /** What the lead shows of the person's subscription; `null` leaves it as it is. */
  subscription: LeadSubscription | null
  importId: string
  /** Line of the file. */
  line: number
  /** Name of the file. */
  label: string
  /** ISO 8601, UTC. */
  now: string
}

/** Longest label of a source, in UTF-16 code units. */
const MAX_LABEL = 200

/** Label of the source of leads from a file. */
export function sourceLabel(fileName: string): string {
  return fileName.slice(0, MAX_LABEL) || 'Import'
}

function union(...lists: readonly (readonly string[])[]): string[] {
  const [first = []] = lists
  const isSame = lists.slice(1).every((list) => list.length === 0)
  return isSame ? [...first] : [...new Set(lists.flat())]
}

function campaignsOf({add, mayBeAudience}: ImportedLeadCase): readonly string[] {
  return mayBeAudience ? add.campaigns : []
}

/** The document of a new lead. Nobody was known under its id. */
export function newImportedLead(input: ImportedLeadCase, personKey: string): Unstored<Lead> {
  const {site, person, add, subscription, importId, line, label, now} = input
  const {email, fields, score, status, custom, createdAt} = person
  return {
    _id: tenantDocumentId(site.key, 'lead', personKey),
    _type: 'lead',
    site: site.key,
    email,
    ...fields,
    ...(score === null ? {} : {score}),
    status: status ?? defaultLeadStatus(site),
    engagement: 'none',
    tags: union(person.tags, add.tags).slice(0, MAX_TAGS),
    lists: union(person.lists, add.lists),
    campaigns: [...campaignsOf(input)],
    customFields: custom.map(({name, value}) => customField(name, value)),
    createdAt: createdAt ?? now,
    lastActivityAt: now,
    subscription: subscription ?? 'none',
    source: {kind: 'import', label: sourceLabel(label), importId, row: line},
  }
}

/** How fields that the lead already has are treated. */
export type RuleOfField = (field: string) => ConflictRule

/** A field whose value an import changes, or would change by another rule. */
interface FieldChange {
  name: string
  custom?: true
  before: string | number | null
  after: string | number
  /** Whether the rule lets the file's value in. */
  isTaken: boolean
}

function isTaken(rule: ConflictRule, before: string | number | null): boolean {
  return rule === 'overwrite' || (rule === 'fill' && (before === null || before === ''))
}

/** The fields in which a lead differs from its row. */
function fieldChanges(
  {person}: ImportedLeadCase,
  lead: LeadRecord,
  ruleOf: RuleOfField,
): FieldChange[] {
  const changes: FieldChange[] = []
  const compare = (name: string, before: string | number | null, after: string | number | null) => {
    if (after === null || after === before) return
    changes.push({name, before, after, isTaken: isTaken(ruleOf(name), before)})
  }
  for (const field of TEXT_FIELDS) compare(field, lead[field] ?? null, person.fields[field] ?? null)
  compare('score', lead.score ?? null, person.score)
  compare('status', lead.status ?? null, person.status)
  for (const {name, value} of person.custom) {
    const before = customFieldValue(lead.customFields ?? null, name)
    if (value === before) continue
    const rule = ruleOf(`customFields.${name}`)
    changes.push({name, custom: true, before, after: value, isTaken: isTaken(rule, before)})
  }
  return changes
}

function membersOf(list: readonly (string | null | undefined)[] | null | undefined): string[] {
  return (list ?? []).filter((each) => typeof each === 'string')
}

/** The members of the lead's lists after an import. Members are added, never removed. */
function memberships(input: ImportedLeadCase, lead: LeadRecord, ruleOf: RuleOfField) {
  const {person, add} = input
  const own = (field: 'tags' | 'lists', members: readonly string[]): readonly string[] =>
    ruleOf(field) === 'skip' ? [] : members
  const wanted = {
    tags: [...own('tags', person.tags), ...add.tags],
    lists: [...own('lists', person.lists), ...add.lists],
    campaigns: [...campaignsOf(input)],
  }
  const change = (field: 'tags' | 'lists' | 'campaigns', limit: number) => {
    const before = membersOf(lead[field])
    const added = [...new Set(wanted[field])]
      .filter((each) => !before.includes(each))
      .slice(0, Math.max(0, limit - before.length))
    return {field, added, after: [...before, ...added]}
  }
  return [change('tags', MAX_TAGS), change('lists', Infinity), change('campaigns', Infinity)]
}

/** What an import makes of a lead that exists. */
export interface LeadUpdate {
  /** Empty where nothing changes. */
  mutations: Mutation[]
  undo: ImportUndo | null
  /** Fields in which the lead differs from the row, and keeps its value. */
  kept: string[]
  /** Fields that change. */
  changed: string[]
}

function pathOf({name, custom}: {name: string; custom?: true}): string {
  return custom ? `customFields.${name}` : name
}

/**
 * Updates a lead that exists, by the rule of each field. The values were cleaned and checked when the row
 * was converted. Its timeline gets one entry.
 *
 * @throws ForeignDocumentError when the id is not that of a lead
 */
export function updateImportedLead(
  input: ImportedLeadCase,
  lead: LeadRecord,
  ruleOf: RuleOfField,
  context: ChangeContext,
): LeadUpdate {
  const changes = fieldChanges(input, lead, ruleOf)
  const taken = changes.filter((change) => change.isTaken)
  const added = memberships(input, lead, ruleOf).filter((each) => each.added.length > 0)
  const {subscription} = input
  const isMirrored = subscription === null || subscription === lead.subscription
  const kept = changes.filter((change) => !change.isTaken).map(pathOf)
  if (taken.length === 0 && added.length === 0 && isMirrored) {
    return {mutations: [], undo: null, kept, changed: []}
  }
  const custom = customFieldChanges(
    lead.customFields,
    Object.fromEntries(
      taken.flatMap((each) => (each.custom ? [[each.name, String(each.after)] as const] : [])),
    ),
  )
  const set = {
    ...Object.fromEntries(
      taken.flatMap((each) => (each.custom ? [] : [[each.name, each.after] as const])),
    ),
    ...(custom ? {customFields: custom.fields} : {}),
    ...Object.fromEntries(added.map(({field, after}) => [field, after] as const)),
    ...(isMirrored ? {} : {subscription}),
  }
  const details = Object.fromEntries([
    ...taken.flatMap(({name, before, after}) => [
      [`${name}.from`, String(before ?? '')] as const,
      [`${name}.to`, String(after)] as const,
    ]),
    ...added.map((each) => [`${each.field}.to`, each.added.join(', ')] as const),
    ...(isMirrored ? [] : [['subscription.to', subscription] as const]),
  ])
  const entry = {
    kind: 'import' as const,
    text: entryText('entry.import.updated', {file: input.label}),
    details: {...details, file: input.label},
  }
  const addedTo = (field: string): string[] =>
    added.find((each) => each.field === field)?.added ?? []
  return {
    mutations: leadChange(lead, set, entry, context),
    undo: {
      kind: 'updated',
      key: lead._id.slice(lead._id.lastIndexOf('.') + 1),
      fields: taken.map(({name, custom: isCustom, before, after}) => ({
        name,
        ...(isCustom ? {custom: true} : {}),
        before,
        after,
      })),
      added: {tags: addedTo('tags'), lists: addedTo('lists'), campaigns: addedTo('campaigns')},
    },
    kept,
    changed: [...taken.map(pathOf), ...added.map(({field}) => field)],
  }
}
