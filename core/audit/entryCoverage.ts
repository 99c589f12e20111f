import type {ActivityRecord} from './auditOfActivity.ts'
import type {DocumentMutations} from './storeTransaction.ts'

/** What every change of a lead writes along, without an entry saying so. */
const WRITTEN_ALONG: ReadonlySet<string> = new Set(['lastActivityAt'])

function detailsOf(entry: ActivityRecord): Map<string, string> {
  return new Map(
    (entry.details ?? []).flatMap(({name, value}) =>
      typeof name === 'string' && typeof value === 'string' ? [[name, value] as const] : [],
    ),
  )
}

/** The value that an entry says an attribute has now; `undefined` when it does not speak of it. */
function claimedValue(
  entry: ActivityRecord,
  details: ReadonlyMap<string, string>,
  attribute: string,
): string | undefined {
  if (entry.kind === 'status') return attribute === 'status' ? (details.get('to') ?? '') : undefined
  if (!details.has(`${attribute}.from`) && !details.has(`${attribute}.to`)) return undefined
  return details.get(`${attribute}.to`) ?? ''
}

/** Whether a written value is the one that an entry claims; lists are told by what was added. */
function isValue(attribute: string, value: unknown, claim: string): boolean {
  if (value === null) return claim === ''
  if (typeof value === 'string' || typeof value === 'number') return String(value) === claim
  if (!Array.isArray(value)) return false
  if (attribute === 'tags') return value.join(', ') === claim
  return claim === '' || value.includes(claim)
}

/** Whether all custom fields that a patch writes are told: those that an entry names have its values. */
function areCustomFields(value: unknown, details: ReadonlyMap<string, string>): boolean {
  if (!Array.isArray(value)) return false
  const written = new Map(
    value.flatMap((field: unknown) =>
      typeof field === 'object' &&
      field !== null &&
      'name' in field &&
      typeof field.name === 'string' &&
      'value' in field
        ? [[field.name, field.value] as const]
        : [],
    ),
  )
  const named = [...details.keys()].flatMap((name) => {
    const end = name.endsWith('.from') ? 5 : name.endsWith('.to') ? 3 : 0
    return end === 0 ? [] : [name.slice(0, -end)]
  })
  return (
    named.length > 0 &&
    named.every((name) => (written.get(name) ?? '') === (details.get(`${name}.to`) ?? ''))
  )
}

/**
 * Whether an entry of a timeline tells all that a transaction did to a lead: each attribute that was
 * written is one that it names, with the value that it names. Entries are written by those who make
 * the change, so an entry alone proves nothing; one that agrees with the mutations does.
 */
export function entryTells(entry: ActivityRecord, change: DocumentMutations): boolean {
  const details = detailsOf(entry)
  if (entry.leadId !== change.id) return false
  if (change.isDeleted) return entry.kind === 'field' && details.get('change') === 'deleted'
  if (change.created) return entry.kind === 'field' && details.get('change') === 'restored'
  return [...change.patched].every((attribute) => {
    if (WRITTEN_ALONG.has(attribute)) return true
    if (!Object.hasOwn(change.set, attribute)) return false
    const value = change.set[attribute]
    if (attribute === 'customFields') return areCustomFields(value, details)
    const claim = claimedValue(entry, details, attribute)
    return claim !== undefined && isValue(attribute, value, claim)
  })
}
