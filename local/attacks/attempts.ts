import {ACTION_WAYS} from './actionWays.ts'
import {CALLERS, OTHER, somebodyElse, type Caller} from './callers.ts'
import {settledDocument, trueDocument, type AttackDocument} from './documents.ts'
import {BEFORES, liesOf, TRUTH, type Before, type Lie} from './lies.ts'
import {PATCH_WAYS} from './patchWays.ts'
import {SUBJECTS, type Subject} from './subjects.ts'
import {WHOLE_WAYS, type PlannedWrite, type Way} from './ways.ts'

/** One thing that somebody tries, with everything that it consists of. */
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
  /** What has to be there before; `null` where nothing may be. */
  seed: AttackDocument | null
  write: PlannedWrite
}

/** All ways of writing. */
export const WAYS: readonly Way[] = [...WHOLE_WAYS, ...PATCH_WAYS, ...ACTION_WAYS]

/** What an attempt is, for whoever reads that it went wrong. */
export function nameOf({caller, subject, way, lie, before}: Case): string {
  const state = way.needs === 'present' ? ` (${before})` : ''
  return `${caller.user ?? 'nobody'}: ${way.name} ${subject.name}${state} with ${lie.name}`
}

/** Whoever is of the other site is sent to the attacked one only: at home they have rights. */
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

/** One number for all attempts that leave a document as it is. */
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
 * A case as it is sent; `null` where it makes no sense. What is expected to be written gets a document
 * of its own, so that what one attempt does makes no difference to another.
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

/** The product of everything: who, what, how, with which lie. */
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
 * A part of the product: every caller, subject and way once at the attacked site, each with a lie and
 * a document before that chance chooses; of the other places some.
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
