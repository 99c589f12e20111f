import {DOCUMENT_KINDS, KINDS} from '../../core/tenancy/kinds.ts'
import type {KindDeclaration, WritePermission, WriteRule} from '../../core/tenancy/writeRules.ts'
import type {Caller} from './callers.ts'
import type {AttackDocument} from './documents.ts'

type Condition = (document: AttackDocument, user: string) => boolean

function member(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.entries(value).find(([key]) => key === name)?.[1]
    : undefined
}

function isDefined(value: unknown): boolean {
  return value !== undefined && value !== null
}

const isOwn: Condition = ({createdBy}, user) => createdBy === user

const isOwnEntry: Condition = ({actor, auditSeq}, user) =>
  member(actor, 'kind') === 'user' && member(actor, 'id') === user && !isDefined(auditSeq)

/** The meaning of each condition of the declaration, written once more without GROQ. */
const CONDITIONS: ReadonlyMap<string, Condition> = new Map<string, Condition>([
  ['createdBy == identity()', isOwn],
  [
    '!defined(lock) || createdBy == identity()',
    (document, user) => !isDefined(document['lock']) || isOwn(document, user),
  ],
  [
    'actor.kind == "user" && actor.id == identity() && !defined(auditSeq) && kind in ["note", "status", "field"]',
    (document, user) =>
      isOwnEntry(document, user) && ['note', 'status', 'field'].includes(String(document['kind'])),
  ],
  [
    'actor.kind == "user" && actor.id == identity() && !defined(auditSeq) && kind == "consent"',
    (document, user) => isOwnEntry(document, user) && document['kind'] === 'consent',
  ],
  [
    'kind == "oneOff" && status == "queued"',
    ({kind, status}) => kind === 'oneOff' && status === 'queued',
  ],
  ['state in ["held", "answered"]', ({state}) => state === 'held' || state === 'answered'],
  ['tenantMayEdit == true', ({tenantMayEdit}) => tenantMayEdit === true],
])

function holds({where}: WriteRule, document: AttackDocument, user: string): boolean {
  if (where === undefined) return true
  const condition = CONDITIONS.get(where)
  if (condition) return condition(document, user)
  throw new Error(`The declaration has the condition "${where}". Add its meaning to CONDITIONS.`)
}

function fits(pattern: string, segments: readonly string[]): boolean {
  const wanted = pattern.split('.')
  return (
    wanted.length === segments.length &&
    wanted.every((each, index) =>
      each === '*' ? segments[index] !== '' : each === segments[index],
    )
  )
}

/** Whether a role has the rules of a writer: administrators have those of editors as well. */
function hasRulesOf(role: Caller['role'], by: WriteRule['by']): boolean {
  return role === 'admin' || (role === 'editor' && by === 'editor')
}

/**
 * Whether a caller may read the document of an id: everything of the own site and its registry entry.
 */
export function mayRead({role, site}: Caller, id: string): boolean {
  if (role === 'superadmin') return true
  return site !== null && (id.startsWith(`${site}.`) || id === `site.${site}`)
}

/**
 * Whether the declaration of kinds lets a caller write a document. It reads the table itself and shares no
 * code with the grants, so that a fault of the grants shows.
 *
 * @throws Error for a condition that has no meaning here
 */
export function mayWrite(
  {role, site, user}: Caller,
  permission: WritePermission,
  document: AttackDocument,
): boolean {
  if (role === 'superadmin') return true
  const [first, second, ...key] = document._id.split('.')
  const kind = DOCUMENT_KINDS.find((candidate) => candidate === second)
  if (site === null || user === null || first !== site || kind === undefined) return false
  const {type, keys, writers}: KindDeclaration = KINDS[kind]
  if (document._type !== type || document['site'] !== site) return false
  return writers.some(
    (rule) =>
      hasRulesOf(role, rule.by) &&
      rule.may.includes(permission) &&
      (rule.keys ?? keys).some((pattern) => fits(pattern, key)) &&
      holds(rule, document, user),
  )
}
