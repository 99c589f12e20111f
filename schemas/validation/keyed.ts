/** `true`, or the problem and where it is, as Sanity's custom rules return it. */
export type ArrayVerdict = true | {message: string; paths: ({_key: string} | string)[][]}

/** A member of an array of objects that may still be incomplete. */
export type Draft = Readonly<Record<string, unknown>>

function isDraft(value: unknown): value is Draft {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The objects of an array field's value; empty for anything else. */
export function draftsOf(value: unknown): Draft[] {
  return Array.isArray(value) ? value.filter(isDraft) : []
}

/** A member's attribute if it is text, else empty text. */
export function textOf(member: Draft, name: string): string {
  const value = member[name]
  return typeof value === 'string' ? value : ''
}

/** Path of an attribute of a member, for marking it in the form. */
export function pathTo(member: Draft, name: string): ({_key: string} | string)[] {
  return typeof member._key === 'string' ? [{_key: member._key}, name] : [name]
}

/**
 * Whether all members are distinct.
 *
 * @param identity - what must be unique; `null` for incomplete members
 * @param mark - attribute to mark on duplicates
 */
export function uniqueBy(
  value: unknown,
  identity: (member: Draft) => string | null,
  mark: string,
  message: string,
): ArrayVerdict {
  const seen = new Set<string>()
  const repeated = draftsOf(value).filter((member) => {
    const id = identity(member)
    if (id === null || id === '') return false
    if (seen.has(id)) return true
    seen.add(id)
    return false
  })
  return repeated.length === 0
    ? true
    : {message, paths: repeated.map((member) => pathTo(member, mark))}
}
