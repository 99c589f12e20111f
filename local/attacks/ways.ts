import {mayRead, mayWrite} from './declaredRights.ts'
import type {Caller} from './callers.ts'
import type {AttackDocument} from './documents.ts'

/** False attributes of a document; `undefined` for a missing one. */
export interface Lie {
  name: string
  attributes: Readonly<Record<string, unknown>>
}

/** The result of an attempt: `nothing` is answered like success, but changes nothing. */
export type Outcome = 'written' | 'nothing' | 'refused'

/** The parts of a request. */
export interface WayInput {
  caller: Caller
  id: string
  /** The document that is there; `null` where none is. */
  before: AttackDocument | null
  /** The document that a creation sends, with the lie in it. */
  wanted: AttackDocument
  lie: Lie
}

/** A request, and its expected result. */
export interface PlannedWrite {
  api: 'mutate' | 'actions'
  operation: object
  expected: Outcome
  /** The document afterwards, where it is written; `null` where it is deleted. */
  after: AttackDocument | null
  /** Whether it is refused for another reason than rights; it would hide a denied write beside it. */
  isOtherFault: boolean
}

/** One way in which a document can be written. */
export interface Way {
  name: string
  /** Whether it is tried where there is a document, or where there is none. */
  needs: 'present' | 'absent'
  /** Whether it sends attributes, so that lies make a difference. */
  canLie: boolean
  /** `null` where it makes no sense, such as a patch that changes nothing. */
  plan: (input: WayInput) => PlannedWrite | null
}

type Verdict = Pick<PlannedWrite, 'expected' | 'after' | 'isOtherFault'>

const NOTHING: Verdict = {expected: 'nothing', after: null, isOtherFault: false}
const DENIED: Verdict = {expected: 'refused', after: null, isOtherFault: false}
const FAULTY: Verdict = {expected: 'refused', after: null, isOtherFault: true}

function written(after: AttackDocument | null): Verdict {
  return {expected: 'written', after, isOtherFault: false}
}

/** The document that the caller can see: one that they may not read does not exist for them. */
function seen({caller, before}: WayInput): AttackDocument | null {
  return before && mayRead(caller, before._id) ? before : null
}

function creation({caller, wanted}: WayInput): Verdict {
  return mayWrite(caller, 'create', wanted) ? written(wanted) : DENIED
}

function changes(caller: Caller, before: AttackDocument, after: AttackDocument): boolean {
  return mayWrite(caller, 'update', before) && mayWrite(caller, 'update', after)
}

/** Replacing a document by one of another type needs the rights to delete the one and create the other. */
export function replacement(input: WayInput): Verdict {
  const {caller, wanted} = input
  const current = seen(input)
  if (!current) return mayWrite(caller, 'create', wanted) ? written(wanted) : DENIED
  const isAllowed =
    current._type === wanted._type
      ? changes(caller, current, wanted)
      : mayWrite(caller, 'delete', current) && mayWrite(caller, 'create', wanted)
  return isAllowed ? written(wanted) : DENIED
}

/** A change of the document that is there, by its id or by a query that looks for it. */
export function change(input: WayInput, after: AttackDocument, byQuery: boolean): Verdict {
  const current = seen(input)
  if (!current) return byQuery ? NOTHING : DENIED
  return changes(input.caller, current, after) ? written(after) : DENIED
}

/** A deletion; of what is not there it succeeds, for whoever would see it. */
export function deletion(input: WayInput, byQuery: boolean): Verdict {
  const current = seen(input)
  if (current) return mayWrite(input.caller, 'delete', current) ? written(null) : DENIED
  return byQuery || mayRead(input.caller, input.id) ? NOTHING : DENIED
}

function mutation(operation: object, verdict: Verdict): PlannedWrite {
  return {api: 'mutate', operation, ...verdict}
}

const CREATIONS: readonly Way[] = [
  {
    name: 'create',
    needs: 'absent',
    canLie: true,
    plan: (input) => mutation({create: input.wanted}, creation(input)),
  },
  {
    name: 'create what is there',
    needs: 'present',
    canLie: true,
    plan: (input) => {
      const isAllowed = mayWrite(input.caller, 'create', input.wanted)
      return mutation({create: input.wanted}, isAllowed ? FAULTY : DENIED)
    },
  },
  {
    name: 'createIfNotExists',
    needs: 'absent',
    canLie: true,
    plan: (input) => mutation({createIfNotExists: input.wanted}, creation(input)),
  },
  {
    name: 'createIfNotExists of what is there',
    needs: 'present',
    canLie: true,
    plan: (input) => {
      const isAllowed = seen(input) !== null || mayWrite(input.caller, 'create', input.wanted)
      return mutation({createIfNotExists: input.wanted}, isAllowed ? NOTHING : DENIED)
    },
  },
  {
    name: 'createOrReplace',
    needs: 'absent',
    canLie: true,
    plan: (input) => mutation({createOrReplace: input.wanted}, creation(input)),
  },
  {
    name: 'createOrReplace of what is there',
    needs: 'present',
    canLie: true,
    plan: (input) => mutation({createOrReplace: input.wanted}, replacement(input)),
  },
]

const QUERY = '*[_id == $id]'

function deletionWay(name: string, needs: Way['needs'], byQuery: boolean, purge: boolean): Way {
  return {
    name,
    needs,
    canLie: false,
    plan: (input) => {
      const target = byQuery ? {query: QUERY, params: {id: input.id}} : {id: input.id}
      const operation = {delete: {...target, ...(purge ? {purge} : {})}}
      return mutation(operation, deletion(input, byQuery))
    },
  }
}

const DELETIONS: readonly Way[] = [
  deletionWay('delete', 'present', false, false),
  deletionWay('delete of nothing', 'absent', false, false),
  deletionWay('delete by query', 'present', true, false),
  deletionWay('delete with purge', 'present', false, true),
  deletionWay('delete by query with purge', 'present', true, true),
]

/** Creating and deleting through the API of mutations. */
export const WHOLE_WAYS: readonly Way[] = [...CREATIONS, ...DELETIONS]
