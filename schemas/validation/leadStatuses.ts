import {draftsOf, pathTo, textOf, uniqueBy, type ArrayVerdict} from './keyed.ts'

/** Whether every status has a stored value of its own and exactly one is where new leads start. */
export function leadStatusesUsable(value: unknown): ArrayVerdict {
  const unique = uniqueBy(
    value,
    (status) => textOf(status, 'value'),
    'value',
    'Another status has this stored value.',
  )
  if (unique !== true) return unique
  const statuses = draftsOf(value)
  const defaults = statuses.filter((status) => status.isDefault === true)
  if (statuses.length > 0 && defaults.length === 0) {
    return {message: 'Mark the status that new leads start with.', paths: []}
  }
  if (defaults.length > 1) {
    return {
      message: 'New leads can start with one status only.',
      paths: defaults.slice(1).map((status) => pathTo(status, 'isDefault')),
    }
  }
  const start = defaults[0]
  return start && textOf(start, 'stage') !== 'open' && textOf(start, 'stage') !== ''
    ? {message: 'New leads have to start with an open status.', paths: [pathTo(start, 'stage')]}
    : true
}

/** Stored values that are published but no longer in the form; leads may still have them. */
export function removedStatusValues(published: unknown, value: unknown): string[] {
  const kept = new Set(draftsOf(value).map((status) => textOf(status, 'value')))
  return draftsOf(published)
    .map((status) => textOf(status, 'value'))
    .filter((old) => old !== '' && !kept.has(old))
}
