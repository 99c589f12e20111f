import type {ColumnTarget} from './importMapping.ts'

/**
 * Names what a column fills, so that two columns for the same thing can be found; `null` for a target that
 * several columns may share: tags and lists come together, and of subscriptions the strictest counts.
 */
export function sharedTarget(target: ColumnTarget): string | null {
  const several =
    target.kind === 'tags' || target.kind === 'lists' || target.kind === 'subscription'
  return several ? null : columnKey(target)
}

/** Names what a column fills; `null` for a column that is left out. */
export function columnKey(target: ColumnTarget): string | null {
  switch (target.kind) {
    case 'ignore':
      return null
    case 'field':
      return target.field
    case 'namePart':
      return `name.${target.part}`
    case 'custom':
      return `customFields.${target.name.toLowerCase()}`
    case 'evidence':
      return `evidence.${target.part}`
    default:
      return target.kind
  }
}
