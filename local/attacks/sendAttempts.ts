import {z} from 'zod'
import {LOCAL_DATASET} from '../ports.ts'
import {nameOf, type Attempt} from './attempts.ts'
import type {AttackDocument} from './documents.ts'

/** Attempts in one request, at most. */
const TOGETHER = 150

const Refusal = z.object({
  error: z.object({
    items: z.array(z.object({index: z.number(), error: z.object({type: z.string()})})),
  }),
})
const Answer = z.object({results: z.array(z.object({operation: z.string()})).optional()})

/** An answer of the lake. */
export interface LakeAnswer {
  status: number
  body: unknown
}

/** Sends requests to a lake, with the tokens of callers. */
export interface Sender {
  mutate(user: string | null, mutations: readonly object[], options?: object): Promise<LakeAnswer>
  act(user: string | null, actions: readonly object[], options?: object): Promise<LakeAnswer>
}

/** @param url - base URL of the lake */
export function createSender(url: string): Sender {
  const post = async (user: string | null, path: string, body: object): Promise<LakeAnswer> => {
    const response = await fetch(`${url}/v2025-02-19/data/${path}/${LOCAL_DATASET}`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(user === null ? {} : {authorization: `Bearer local-${user}`}),
      },
      body: JSON.stringify(body),
    })
    const text = await response.text()
    return {status: response.status, body: text === '' ? null : JSON.parse(text)}
  }
  return {
    mutate: (user, mutations, options = {}) => post(user, 'mutate', {mutations, ...options}),
    act: (user, actions, options = {}) => post(user, 'actions', {actions, ...options}),
  }
}

function send(sender: Sender, attempts: readonly Attempt[]): Promise<LakeAnswer> {
  const [first] = attempts
  const user = first?.caller.user ?? null
  const operations = attempts.map(({write}) => write.operation)
  // Superadmins may do everything: that they may is all there is to see.
  const options = first?.caller.role === 'superadmin' ? {dryRun: true} : {}
  return first?.write.api === 'actions'
    ? sender.act(user, operations, options)
    : sender.mutate(user, operations, options)
}

/** Whether an answer refuses each of so many operations for want of rights. */
function isEachRefused({status, body}: LakeAnswer, count: number): boolean {
  if (status === 401) return true
  const {data} = Refusal.safeParse(body)
  const items = data?.error.items ?? []
  return (
    status === 403 &&
    items.every(({error}) => error.type === 'insufficientPermissionsError') &&
    new Set(items.map(({index}) => index)).size === count
  )
}

function isNothingDone({status, body}: LakeAnswer): boolean {
  const {data} = Answer.safeParse(body)
  return status === 200 && (data?.results ?? []).every(({operation}) => operation === 'none')
}

function isAsExpected(attempts: readonly Attempt[], answer: LakeAnswer): boolean {
  const expected = attempts[0]?.write.expected
  if (expected === 'written') return answer.status === 200
  if (expected === 'nothing') return isNothingDone(answer)
  if (attempts.length > 1) return isEachRefused(answer, attempts.length)
  return answer.status >= 400 && answer.status < 500
}

/** Attempts that may go into one request: of one caller and one expectation, and hiding no other. */
function groupOf({caller, write, subject, way, before}: Attempt, index: number): string {
  const {expected, api, isOtherFault} = write
  const isAlone =
    isOtherFault || subject.isMalformed || (expected === 'written' && subject.isSingle)
  const state = subject.isSingle ? `${subject.name} ${way.needs} ${before}` : ''
  return [caller.user, api, expected, state, isAlone ? index : ''].join(' ')
}

function inParts<T>(all: readonly T[], size: number): T[][] {
  const parts: T[][] = []
  for (let at = 0; at < all.length; at += size) parts.push(all.slice(at, at + size))
  return parts
}

/** What must be there before some attempts are sent: documents, and ids that nothing may have. */
export interface Ground {
  present: AttackDocument[]
  absent: string[]
}

function groundOf(attempts: readonly Attempt[]): Ground {
  const present = new Map<string, AttackDocument>()
  const absent = new Set<string>()
  for (const {seed, id, subject, way} of attempts) {
    if (way.needs === 'present' && subject.standing === undefined && seed) present.set(id, seed)
    if (way.needs === 'absent' && subject.isSingle && !subject.isMalformed) absent.add(id)
  }
  return {present: [...present.values()], absent: [...absent]}
}

/**
 * Sends attempts, many in a request where what is refused of one hides no other, and tells those that
 * did not end as expected.
 *
 * @param prepare - makes the ground for those that are sent next
 */
export async function sendAttempts(
  sender: Sender,
  attempts: readonly Attempt[],
  prepare: (ground: Ground) => Promise<void>,
): Promise<string[]> {
  const faults: string[] = []
  const sendAlone = async (attempt: Attempt): Promise<void> => {
    const answer = await send(sender, [attempt])
    if (isAsExpected([attempt], answer)) return
    const {write} = attempt
    faults.push(
      `${nameOf(attempt)} was to be ${write.expected}, and the answer is ${answer.status} ${JSON.stringify(answer.body).slice(0, 300)}`,
    )
  }
  const groups = Map.groupBy(attempts.entries(), ([index, each]) => groupOf(each, index))
  const plural = [...groups.values()].map((group) => group.map(([, each]) => each))
  // Where there is one document only, it is made anew for each state; all others are made at once.
  const many = plural.filter((group) => group.every(({subject}) => !subject.isSingle))
  await prepare(groundOf(many.flat()))
  for (const group of plural) {
    if (!many.includes(group)) await prepare(groundOf(group))
    for (const part of inParts(group, TOGETHER)) {
      const [only] = part
      if (part.length === 1 && only) {
        await sendAlone(only)
        continue
      }
      const answer = await send(sender, part)
      if (isAsExpected(part, answer)) continue
      // What was done already can't be tried again: one of these is at fault.
      if (answer.status === 200)
        faults.push(`One of these did something: ${part.map(nameOf).join('; ')}`)
      else for (const each of part) await sendAlone(each)
    }
  }
  return faults
}
