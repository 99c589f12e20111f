import {campaignProblem, leadSubscription} from '../consent/subscriptionState.ts'
import {suppressionReason} from '../consent/suppressionRules.ts'
import type {Actor} from '../changes/activity.ts'
import {guardedPatch, type Mutation} from '../changes/mutation.ts'
import type {LeadRecord, LeadSubscription} from '../documents/people.ts'
import type {PersonDocuments} from '../documents/person.ts'
import type {SiteRecord} from '../documents/site.ts'
import type {ItemNote, JobOutcome} from '../jobs/jobOutcome.ts'
import {assertSameSite, tenantDocumentId} from '../tenancy/documentId.ts'
import {
  newImportedLead,
  updateImportedLead,
  type ImportedLeadCase,
  type LeadUpdate,
  type RuleOfField,
} from './importedLead.ts'
import {endOf} from './importedHistory.ts'
import {importedSubscription} from './importedSubscription.ts'
import type {RowLabel} from './importLabels.ts'
import type {ConvertedRow, ImportedPerson, RowProblem} from './importMapping.ts'
import type {RowsToImport} from './importPlan.ts'
import type {KeyMatch} from './matchKey.ts'
import type {ImportUndo} from './importUndo.ts'
import {problem, type Problem} from '../problems/problem.ts'
import {toProblem} from './rowProblem.ts'
import {
  causeOf,
  claimSum,
  labelSum,
  NO_LEAD,
  type Claim,
  type ClaimCause,
  type ClaimResult,
} from './rowSums.ts'

/** What {@link decideRow} depends on. */
export interface RowCase {
  site: SiteRecord & {key: string}
  plan: Pick<RowsToImport, 'mode' | 'choices' | 'consent' | 'add' | 'sendConfirmation'>
  /** Name of the row's file. */
  fileName: string
  /** Number of the row in the whole import, from 0. */
  row: number
  /** Line of the file. */
  line: number
  converted: ConvertedRow
  /** Line of an earlier row of the file about the same person; `null` for the first. */
  repeats: number | null
  /** What came of looking for the lead of a row without an address; `null` for any other row. */
  match: KeyMatch | null
  /** Number of the row's file in the import, from 0. */
  file: number
  /** Whether an earlier file has a row about the same person, which counts. */
  again: boolean
  /** What the row itself says of the subscription. Of several rows about the person the strictest counts. */
  claim: Claim
  /** Names of the sums of its values in columns that are left behind. */
  left: readonly string[]
  /** Whether the same import made the lead, of another row. */
  isOwnLead: boolean
  /** Whether the site's plan has a place for the row, should it be about a new person. */
  mayBeNew: boolean
  personKey: string
  /** The person's documents. A lead that was made by hand has a key of its own. */
  found: PersonDocuments
  importId: string
  actor: Actor
  /** `siteSecret(master, site, 'person-key')` */
  keySecret: string
  /** ULID of the entry in the timeline of a lead. */
  entryUlid: (leadId: string) => string
  /** ISO 8601, UTC. */
  now: string
}

/** What becomes of a row, before the mode counts. */
interface RowDecision {
  label: RowLabel
  mutations: Mutation[]
  undo: ImportUndo | null
  /** For a row that does not count. */
  reasons?: readonly Problem[]
  /** Whether it changes something that a later row of the import has changed already. */
  isChange?: boolean
  note?: ItemNote
  /** Why there is no lead, or the subscription that it has. */
  result: Pick<ClaimResult, 'cause' | 'standing'>
}

/**
 * Decides what becomes of a row: a new lead, with a subscription where consent is stated; an update of a
 * lead by the rules of its fields; or nothing, with the reason. A check decides the same and writes nothing.
 *
 * @throws ForeignDocumentError when a document belongs to another site
 */
export function decideRow(input: RowCase): JobOutcome<ImportUndo> {
  const {converted, site, found, row, plan} = input
  const {lead, subscriber, suppression} = found
  assertSameSite(site.key, lead, subscriber, suppression)
  const decision = converted.ok
    ? decidePerson(input, converted.person, converted.problems)
    : decideUnaddressed(input, converted)
  const {label, mutations, undo, reasons = [], note, result} = decision
  const {again, claim, file, left} = input
  const counted = again && result.standing !== NO_LEAD ? nobody('other-file') : result
  const sums = [labelSum(file, label), claimSum({claim, ...counted}), ...left]
  const common = {id: String(row), label, sums, ...(note ? {note} : {})}
  if (label === 'invalid') return {...common, kind: 'failed', problems: reasons}
  const isCheck = plan.mode === 'check'
  if (reasons.length > 0) {
    return mutations.length === 0 || isCheck
      ? {...common, kind: 'skipped', problems: reasons}
      : {...common, kind: 'changed', mutations, undo, skipped: reasons}
  }
  const isChange = mutations.length > 0 || decision.isChange === true
  if (!isChange || isCheck) return {...common, kind: 'unchanged'}
  return {...common, kind: 'changed', mutations, undo}
}

function invalid(problems: readonly RowProblem[]): RowDecision {
  if (problems.some(({code}) => code === 'erased')) {
    const refused = {label: 'suppressed' as const, mutations: [], undo: null, reasons: [ERASED]}
    return {...refused, result: nobody('erased')}
  }
  const reasons = problems.map(toProblem)
  const result = nobody('invalid')
  return {label: 'invalid', mutations: [], undo: null, reasons, note: {problems}, result}
}

/** A row without an address changes the lead that its key found, and never a subscription. */
function decideUnaddressed(
  input: RowCase,
  {problems, unaddressed}: Extract<ConvertedRow, {ok: false}>,
): RowDecision {
  const {match, found, repeats} = input
  if (match === null || !unaddressed) return invalid(problems)
  const others = problems.filter(({code}) => code !== 'no-email')
  if (match === 'none') return invalid([{code: 'no-match', column: null}, ...others])
  if (match === 'several' || !found.lead) {
    return invalid([{code: 'several-match', column: null}, ...others])
  }
  if (repeats !== null) return repeated(input, problem('import.repeats', {line: repeats}), [])
  const {subscriber, suppression} = found
  const standing = leadSubscription(subscriber?.status ?? null, suppressionReason(suppression))
  const claimed = unaddressed.subscription ?? 'none'
  const isOther = claimed !== 'none' && claimed !== standing
  const remarks: RowProblem[] = isOther
    ? [...others, {code: 'state-not-taken', column: null}]
    : others
  const mayBeAudience = campaignProblem({subscriber, suppression}) === null
  const update = updateLead(input, unaddressed, found.lead, {mayBeAudience, subscription: null})
  const decision: RowDecision = {
    label: update.mutations.length > 0 ? 'updated' : 'unchanged',
    mutations: update.mutations,
    undo: update.undo,
    ...noteOf({
      problems: remarks,
      about: found.lead._id,
      fields: [...update.changed, ...update.kept],
    }),
    result: {cause: standing === claimed ? 'as-said' : 'known-before', standing},
  }
  return input.again ? addsToEarlier(decision) : decision
}

const IN_EARLIER_FILE = problem('import.in-earlier-file')

/** A row about a person of an earlier file adds what that file lacks; the person counts there. */
function addsToEarlier({mutations, undo, note}: RowDecision): RowDecision {
  return {
    label: 'duplicate',
    mutations,
    undo,
    reasons: [IN_EARLIER_FILE],
    ...(note ? {note} : {}),
    result: nobody('other-file'),
  }
}

function nobody(cause: ClaimCause): RowDecision['result'] {
  return {cause, standing: NO_LEAD}
}

/** What a lead has of the subscription that its row names. */
function leadResult(
  {claim}: RowCase,
  person: ImportedPerson,
  standing: LeadSubscription,
): RowDecision['result'] {
  const counted = person.subscription ?? 'none'
  return {cause: causeOf(claim === 'unread' ? counted : claim, counted, standing), standing}
}

function noteOf(note: ItemNote): {note?: ItemNote} {
  const {problems = [], about, fields = []} = note
  if (problems.length === 0 && about === undefined && fields.length === 0) return {}
  return {
    note: {
      ...(problems.length > 0 ? {problems} : {}),
      ...(about === undefined ? {} : {about}),
      ...(fields.length > 0 ? {fields} : {}),
    },
  }
}

const ERASED = toProblem({code: 'erased'})

function decidePerson(
  input: RowCase,
  person: ImportedPerson,
  problems: readonly RowProblem[],
): RowDecision {
  const {found, repeats} = input
  if (suppressionReason(found.suppression) === 'erased') {
    const refused = {label: 'suppressed' as const, mutations: [], undo: null, reasons: [ERASED]}
    return {...refused, ...noteOf({problems}), result: nobody('erased')}
  }
  if (repeats !== null) return duplicate(input, person, problem('import.repeats', {line: repeats}))
  if (input.again) {
    // In a check the earlier row has made no lead.
    return found.lead
      ? addsToEarlier(existing(input, person, problems))
      : {...duplicate(input, person, IN_EARLIER_FILE), result: nobody('other-file')}
  }
  return found.lead ? existing(input, person, problems) : created(input, person, problems)
}

function subscriptionOf(input: RowCase, person: ImportedPerson) {
  const {site, personKey, found, plan, importId, row, line, keySecret, now} = input
  const decision = importedSubscription({
    site: site.key,
    personKey,
    person,
    subscriber: found.subscriber,
    suppression: found.suppression,
    consent: plan.consent,
    sendConfirmation: plan.sendConfirmation,
    importId,
    row,
    line,
    keySecret,
    now,
  })
  const {status, suppression} = decision
  const leftOut = campaignProblem({
    subscriber: status === null ? null : {status},
    suppression: suppression === null ? null : {reason: suppression},
  })
  return {...decision, mayBeAudience: leftOut === null}
}

function leadCase(input: RowCase, person: ImportedPerson, mayBeAudience: boolean) {
  const {site, plan, importId, line, fileName, now} = input
  return {site, person, add: plan.add, mayBeAudience, importId, line, label: fileName, now}
}

function created(
  input: RowCase,
  person: ImportedPerson,
  problems: readonly RowProblem[],
): RowDecision {
  const {personKey} = input
  if (!input.mayBeNew) return invalid([...problems, {code: 'no-place', column: null}])
  const subscription = subscriptionOf(input, person)
  const {status, suppression, isNew, mayBeAudience, told} = subscription
  const standing = leadSubscription(status, suppression)
  const lead = newImportedLead(
    {...leadCase(input, person, mayBeAudience), subscription: standing},
    personKey,
  )
  return {
    label: told.isRefused ? 'suppressed' : 'new',
    mutations: [{create: lead}, ...subscription.mutations],
    undo: {kind: 'created', key: personKey, subscriber: isNew},
    ...noteOf({problems}),
    result: leadResult(input, person, leadSubscription(told.status, told.suppression)),
  }
}

/** The changes of a lead that exists, by the rule of each field. */
function updateLead(
  input: RowCase,
  person: ImportedPerson,
  lead: LeadRecord,
  {mayBeAudience, subscription}: Pick<ImportedLeadCase, 'mayBeAudience' | 'subscription'>,
): LeadUpdate {
  const {plan, row, actor, now, importId, entryUlid} = input
  const ofRow = plan.choices.rows[String(row)]
  const ruleOf: RuleOfField = (field) =>
    ofRow ?? plan.choices.fields[field] ?? plan.choices.existing
  return updateImportedLead(
    {...leadCase(input, person, mayBeAudience), subscription},
    lead,
    ruleOf,
    {actor, now, ids: {activity: entryUlid(lead._id)}, jobId: importId},
  )
}

function existing(
  input: RowCase,
  person: ImportedPerson,
  problems: readonly RowProblem[],
): RowDecision {
  const {found, site, personKey} = input
  const {lead} = found
  if (!lead) throw new TypeError('There is no lead to update.')
  const subscription = subscriptionOf(input, person)
  const {status, suppression, mayBeAudience, told} = subscription
  const standing = leadSubscription(status, suppression)
  const isKeyed = lead._id === tenantDocumentId(site.key, 'lead', personKey)
  const update = updateLead(input, person, lead, {
    mayBeAudience,
    subscription: isKeyed ? standing : null,
  })
  const mutations = [...update.mutations, ...subscription.mutations]
  const isChange = mutations.length > 0 || told.isChange
  const changes = isChange ? 'updated' : 'unchanged'
  return {
    label: told.isRefused ? 'suppressed' : changes,
    isChange,
    mutations,
    // Undoing the row that made the lead takes it away.
    undo: input.isOwnLead ? null : update.undo,
    ...noteOf({problems, about: lead._id, fields: [...update.changed, ...update.kept]}),
    result: leadResult(input, person, leadSubscription(told.status, told.suppression)),
  }
}

/** A later row about the same person changes nothing, except that it may end the subscription. */
function duplicate(input: RowCase, person: ImportedPerson, reason: Problem): RowDecision {
  return repeated(input, reason, endOf(person.subscription) === null ? [] : ended(input, person))
}

function repeated(input: RowCase, reason: Problem, mutations: Mutation[]): RowDecision {
  const {lead} = input.found
  return {
    label: 'duplicate',
    mutations,
    undo: null,
    reasons: [reason],
    // A lead that the import itself made may be there by now, or not yet.
    ...noteOf(lead && !input.isOwnLead ? {about: lead._id} : {}),
    result: nobody('duplicate'),
  }
}

/** The end of a subscription, with the copy that the lead shows: an undo removes only what nobody else wrote. */
function ended(input: RowCase, person: ImportedPerson): Mutation[] {
  const {site, personKey, found} = input
  const {lead} = found
  const {status, suppression, mutations} = subscriptionOf(input, person)
  const shown = leadSubscription(status, suppression)
  const isKeyed = lead?._id === tenantDocumentId(site.key, 'lead', personKey)
  if (!lead || !isKeyed || mutations.length === 0 || lead.subscription === shown) return mutations
  return [guardedPatch(lead, {set: {subscription: shown}}), ...mutations]
}
