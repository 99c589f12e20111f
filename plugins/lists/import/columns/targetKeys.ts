import {
  EVIDENCE_PARTS,
  IMPORT_FIELDS,
  type ColumnTarget,
} from '../../../../core/imports/importMapping.ts'
import type {CustomFieldDefinition} from '../../../../core/audience/customFields.ts'

/** Prefix of the keys of custom fields. */
const CUSTOM = 'custom:'

/** A target as the value of a list: it names everything but the settings of the target. */
export function targetKey(target: ColumnTarget): string {
  switch (target.kind) {
    case 'field':
      return `field:${target.field}`
    case 'namePart':
      return `name:${target.part}`
    case 'evidence':
      return `evidence:${target.part}`
    case 'custom':
      return `${CUSTOM}${target.name}`
    default:
      return target.kind
  }
}

/** Targets that are neither ignored nor custom fields, by the groups in which lists show them. */
export const TARGET_GROUPS: readonly {name: string; targets: readonly ColumnTarget[]}[] = [
  {
    name: 'person',
    targets: [
      {kind: 'field', field: 'email'},
      {kind: 'field', field: 'name'},
      {kind: 'namePart', part: 'first'},
      {kind: 'namePart', part: 'last'},
      ...IMPORT_FIELDS.filter((field) => field !== 'email' && field !== 'name').map(
        (field): ColumnTarget =>
          field === 'owner' ? {kind: 'field', field, values: {}} : {kind: 'field', field},
      ),
    ],
  },
  {
    name: 'sales',
    targets: [
      {kind: 'status', values: {}},
      {kind: 'tags', separator: ','},
      {kind: 'lists', separator: ','},
      {kind: 'createdAt'},
      {kind: 'attributes'},
    ],
  },
  {
    name: 'newsletter',
    targets: [
      {kind: 'subscription', values: {}},
      ...EVIDENCE_PARTS.map((part): ColumnTarget => ({kind: 'evidence', part})),
    ],
  },
]

/**
 * The target that a key names.
 *
 * @param current - kept, with its settings, where the key names it
 * @param custom - the site's custom fields
 * @returns `null` for a key of nothing
 */
export function targetOfKey(
  key: string,
  current: ColumnTarget,
  custom: readonly CustomFieldDefinition[],
): ColumnTarget | null {
  if (targetKey(current) === key) return current
  if (key === 'ignore') return {kind: 'ignore'}
  const field = custom.find(({name}) => `${CUSTOM}${name}` === key)
  if (field) return {kind: 'custom', name: field.name, type: field.type}
  const targets = TARGET_GROUPS.flatMap((group) => group.targets)
  return targets.find((target) => targetKey(target) === key) ?? null
}
