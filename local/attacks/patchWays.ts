import type {AttackDocument} from './documents.ts'
import {change, type PlannedWrite, type Way, type WayInput, type Lie} from './ways.ts'

/** Operations of a patch, and the document that they make of another. */
interface PatchPlan {
  operations: object
  after: AttackDocument
}

type Make = (before: AttackDocument, lie: Lie) => PatchPlan | null

function changed(before: AttackDocument, attributes: Readonly<Record<string, unknown>>) {
  const entries = Object.entries({...before, ...attributes})
  const kept = Object.fromEntries(entries.filter(([, value]) => value !== undefined))
  return {...kept, _id: before._id, _type: before._type}
}

/** Type and id of a document never change, whoever asks; `IDENTITY_WAYS` try it. */
function attributesOf({attributes}: Lie): [string, unknown][] {
  return Object.entries(attributes).filter(([name]) => name !== '_type')
}

const set: Make = (before, lie) => {
  const attributes = {probeText: 'after', ...Object.fromEntries(attributesOf(lie))}
  if ('_type' in lie.attributes) return null
  const given = Object.entries(attributes)
  const missing = given.flatMap(([name, value]) => (value === undefined ? [name] : []))
  const values = Object.fromEntries(given.filter(([, value]) => value !== undefined))
  const operations = {set: values, ...(missing.length > 0 ? {unset: missing} : {})}
  return {operations, after: changed(before, attributes)}
}

const unset: Make = (before, lie) => {
  if ('_type' in lie.attributes) return null
  const names = [...attributesOf(lie).map(([name]) => name), 'probeText']
  const gone = Object.fromEntries(names.map((name) => [name, undefined]))
  return {operations: {unset: names}, after: changed(before, gone)}
}

const inc: Make = (before) => ({
  operations: {inc: {probeNumber: 41}},
  after: changed(before, {probeNumber: 42}),
})

const insert: Make = (before) => ({
  operations: {insert: {after: 'probeList[-1]', items: ['after']}},
  after: changed(before, {probeList: ['before', 'after']}),
})

/** A patch in the format of diff-match-patch that puts one word in the place of another. */
function textPatch(was: string, is: string): string {
  return `@@ -1,${was.length} +1,${is.length} @@\n-${was}\n+${is}\n`
}

const PLAIN_WORD = /^[a-zA-Z]+$/u

const diffMatchPatch: Make = (before, lie) => {
  if ('_type' in lie.attributes) return null
  const texts = attributesOf(lie).flatMap(([name, value]) => {
    const was = before[name]
    const isPossible =
      typeof was === 'string' && typeof value === 'string' && PLAIN_WORD.test(was + value)
    return isPossible && was !== value ? [[name, was, value] as const] : []
  })
  const all = [...texts, ['probeText', 'before', 'after'] as const]
  const patches = all.map(([name, was, is]) => [name, textPatch(was, is)])
  return {
    operations: {diffMatchPatch: Object.fromEntries(patches)},
    after: changed(before, Object.fromEntries(all.map(([name, , is]) => [name, is]))),
  }
}

const MAKERS = {set, unset, inc, insert, diffMatchPatch} as const

const QUERY = '*[_id == $id]'

function planned(
  {id}: WayInput,
  operations: object,
  byQuery: boolean,
  verdict: Pick<PlannedWrite, 'expected' | 'after' | 'isOtherFault'>,
): PlannedWrite {
  const target = byQuery ? {query: QUERY, params: {id}} : {id}
  return {api: 'mutate', operation: {patch: {...target, ...operations}}, ...verdict}
}

function patchWay(name: keyof typeof MAKERS, byQuery: boolean): Way {
  return {
    name: `patch ${name}${byQuery ? ' by query' : ''}`,
    needs: 'present',
    canLie: name === 'set' || name === 'unset' || name === 'diffMatchPatch',
    plan: (input) => {
      const plan = input.before && MAKERS[name](input.before, input.lie)
      if (!plan) return null
      return planned(input, plan.operations, byQuery, change(input, plan.after, byQuery))
    },
  }
}

const NAMES = ['set', 'unset', 'inc', 'insert', 'diffMatchPatch'] as const

const CHANGES = NAMES.flatMap((name) => [patchWay(name, false), patchWay(name, true)])

const REFUSED = {expected: 'refused', after: null, isOtherFault: true} as const

const NOTHING_THERE: readonly Way[] = [
  {
    name: 'patch of nothing',
    needs: 'absent',
    canLie: false,
    plan: (input) => planned(input, {set: {probeText: 'after'}}, false, REFUSED),
  },
  {
    name: 'patch of nothing by query',
    needs: 'absent',
    canLie: false,
    plan: (input) =>
      planned(input, {set: {probeText: 'after'}}, true, {
        expected: 'nothing',
        after: null,
        isOtherFault: false,
      }),
  },
]

const IDENTITY_WAYS: readonly Way[] = [
  {
    name: 'patch of the type',
    needs: 'present',
    canLie: false,
    plan: (input) => planned(input, {set: {_type: 'anotherType'}}, false, REFUSED),
  },
  {
    name: 'patch of the id',
    needs: 'present',
    canLie: false,
    plan: (input) => planned(input, {set: {_id: `${input.id}x`}}, false, REFUSED),
  },
]

/** Patches of every operation, by id and by query. */
export const PATCH_WAYS: readonly Way[] = [...CHANGES, ...NOTHING_THERE, ...IDENTITY_WAYS]
