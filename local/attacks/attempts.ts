import {HOME, OTHER, somebodyElse, CALLERS, type Caller} from './callers.ts'
import {ACTION_WAYS} from './actionWays.ts'
import {settledDocument, trueDocument, type AttackDocument} from './documents.ts'
import {PATCH_WAYS} from './patchWays.ts'
import {SUBJECTS, type Subject} from './subjects.ts'
import {WHOLE_WAYS, type PlannedWrite, type Way, type Lie} from './ways.ts'

/** No false attributes. */
const TRUTH: Lie = {name: 'as it should be', attributes: {}}

/** The lies that a caller may try. */
function liesOf(caller: Caller): Lie[] {
  const other = somebodyElse(caller)
  return [
    TRUTH,
    {name: 'the type of an audit event', attributes: {_type: 'auditEvent'}},
    {name: 'the type of a submission', attributes: {_type: 'leadSubmission'}},
    {name: 'the type of a site', attributes: {_type: 'site'}},
    {name: 'another site', attributes: {site: OTHER}},
    {name: 'no site', attributes: {site: undefined}},
    {name: 'a list with the site', attributes: {site: [HOME]}},
    {name: 'another actor', attributes: {actor: {kind: 'user', id: other}}},
    {
      name: 'a function as the actor',
      attributes: {actor: {kind: 'function', id: 'process-submission'}},
    },
    {name: 'no actor', attributes: {actor: undefined}},
    {name: 'another author', attributes: {createdBy: other}},
    {name: 'no author', attributes: {createdBy: undefined}},
    {name: 'a number of an event', attributes: {auditSeq: 7}},
    {name: 'an end', attributes: {state: 'succeeded', totals: {total: 9, succeeded: 9}}},
    {name: 'the status "sent"', attributes: {status: 'sent'}},
    {
      name: 'the status "subscribed"',
      attributes: {status: 'subscribed', subscription: 'subscribed'},
    },
    {name: 'the kind "consent"', attributes: {kind: 'consent'}},
    {name: 'the kind "status"', attributes: {kind: 'status'}},
    {name: 'the kind "import"', attributes: {kind: 'import'}},
    {name: 'the kind "confirmation"', attributes: {kind: 'confirmation'}},
    {name: 'a lock', attributes: {lock: {by: other, at: '2026-01-01T00:00:00.000Z'}}},
    {name: 'another job', attributes: {jobId: `${OTHER}.bulk.delete.x`}},
    {name: 'a rule that tenants may not edit', attributes: {tenantMayEdit: false}},
    {name: 'a rule with a word for "true"', attributes: {tenantMayEdit: 'true'}},
  ]
}

/** States of the document that exists before an attempt. */
const BEFORES = ['own', 'of somebody else', 'of another site', 'of another type'] as const

/** One of {@link BEFORES}. */
export type Before = (typeof BEFORES)[number]

/** One combination of caller, target, way of writing and false attributes. */
export interface Case {
  caller: Caller
  subject: Subject
  way: Way
  lie: Lie
  before: Before
}

/** A case as it is sent. */
export interface Attempt extends Case {
  id: string
  /** The document that has to exist before; `null` where none may. */
  seed: AttackDocument | null
  write: PlannedWrite
}

/** All ways of writing. */
export const WAYS: readonly Way[] = [...WHOLE_WAYS, ...PATCH_WAYS, ...ACTION_WAYS]

/** Describes a case, for reports of failures. */
export function nameOf({caller, subject, way, lie, before}: Case): string {
  const state = way.needs === 'present' ? ` (${before})` : ''
  return `${caller.user ?? 'nobody'}: ${way.name} ${subject.name}${state} with ${lie.name}`
}

/** Callers of the other site try the attacked one only: at their own they have rights. */
function isTried({site}: Caller, {place}: Subject): boolean {
  return site !== OTHER || place !== 'other'
}

function seedOf({caller, subject, before}: Case, id: string): AttackDocument {
  const {kind} = subject
  const author = before === 'of somebody else' ? somebodyElse(caller) : (caller.user ?? '')
  const document = settledDocument(kind, trueDocument(kind, id, author))
  if (before === 'of another site') return {...document, site: OTHER}
  return before === 'of another type'
    ? {...document, _type: kind === 'list' ? 'lead' : 'leadList'}
    : document
}

/** Attempts that change nothing share a document: one for each state before. */
const BEFORE_NUMBERS = new Map(BEFORES.map((before, index) => [before, index + 1] as const))

/** Users whose documents attempts find. */
const USERS = [...new Set(CALLERS.map(({user}) => user))]

function sharedNumber({caller, subject, before}: Case): number {
  const user = USERS.indexOf(caller.user) * 10 + (BEFORE_NUMBERS.get(before) ?? 0)
  return user + SUBJECTS.indexOf(subject) * 100
}

function planned(each: Case, id: string): Attempt | null {
  const {caller, subject, way, lie} = each
  const seed = way.needs === 'present' ? seedOf(each, id) : null
  const truth = trueDocument(subject.kind, id, caller.user ?? '')
  const entries = Object.entries({...truth, ...lie.attributes})
  const {_id, _type, ...rest} = Object.fromEntries(
    entries.filter(([, value]) => value !== undefined),
  )
  const wanted = {...rest, _id: String(_id), _type: String(_type), probeText: 'sent'}
  const write = way.plan({caller, id, before: seed, wanted, lie})
  if (!write) return null
  if (caller.role !== 'nobody') return {...each, id, seed, write}
  // Without a token everything is refused before it is looked at.
  return {...each, id, seed, write: {...write, expected: 'refused', isOtherFault: false}}
}

/** The store refuses such an id from everybody, and queries find nothing under it. */
function malformedAttempt(each: Case): Attempt | null {
  const attempt = each.way.needs === 'absent' ? planned(each, each.subject.idOf(0)) : null
  const isAsElsewhere = each.caller.role === 'nobody' || each.way.name.endsWith('by query')
  if (!attempt || isAsElsewhere) return attempt
  return {...attempt, write: {...attempt.write, expected: 'refused', isOtherFault: true}}
}

/**
 * Plans a case; `null` where it makes no sense. An attempt that is expected to write gets its own document,
 * so that attempts do not affect each other.
 *
 * @param number - differs from that of every other case
 */
export function attemptOf(each: Case, number: number): Attempt | null {
  const {subject, way} = each
  if (subject.isMalformed) return malformedAttempt(each)
  const standing = way.needs === 'present' ? subject.standing : undefined
  if (way.needs === 'absent' && subject.isSingle && subject.standing !== undefined) return null
  const first = planned(each, standing ?? subject.idOf(sharedNumber(each)))
  if (!first) return null
  // What stands there is as it is: whoever may change it has no attributes of attempts to change.
  if (standing !== undefined) return first.write.expected === 'written' ? null : first
  if (subject.isSingle) return first
  const needsOwn = way.needs === 'absent' || first.write.expected === 'written'
  return needsOwn ? planned(each, subject.idOf(SUBJECTS.length * 100 + number)) : first
}

/** The lies that a case may have: those of the caller where attributes are sent. */
function liesFor(caller: Caller, {canLie}: Way): readonly Lie[] {
  return canLie && caller.role !== 'superadmin' ? liesOf(caller) : [TRUTH]
}

function beforesFor({role}: Caller, {needs}: Way, {standing}: Subject): readonly Before[] {
  const isOne = needs === 'absent' || standing !== undefined || role === 'superadmin'
  return isOne ? ['own'] : BEFORES
}

/** All combinations. */
export function* everyCase(): Generator<Case> {
  for (const caller of CALLERS) {
    for (const subject of SUBJECTS.filter((each) => isTried(caller, each))) {
      for (const way of WAYS) {
        for (const lie of liesFor(caller, way)) {
          for (const before of beforesFor(caller, way, subject)) {
            yield {caller, subject, way, lie, before}
          }
        }
      }
    }
  }
}

/** Numbers below 1 that look random and are the same for the same seed (mulberry32). */
export function randomOf(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

function pick<T>(from: readonly T[], random: () => number): T {
  const chosen = from[Math.floor(random() * from.length)]
  if (chosen === undefined) throw new Error('There is nothing to choose from.')
  return chosen
}

/**
 * A sample: every caller, subject and way once at the attacked site, each with a random lie and a random
 * document before; some of the other places.
 *
 * @param share - how many of the cases at other places, from 0 to 1
 */
export function* someCases(seed: number, share: number): Generator<Case> {
  const random = randomOf(seed)
  for (const caller of CALLERS) {
    for (const subject of SUBJECTS.filter((each) => isTried(caller, each))) {
      for (const way of WAYS) {
        if (subject.place !== 'home' && random() >= share) continue
        const isTrue = random() < 0.3
        const lie = isTrue ? TRUTH : pick(liesFor(caller, way), random)
        yield {caller, subject, way, lie, before: pick(beforesFor(caller, way, subject), random)}
      }
    }
  }
}
