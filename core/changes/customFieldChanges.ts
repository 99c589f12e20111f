import {base32} from '../crypto/encodings.ts'
import {mac} from '../crypto/mac.ts'
import type {Loose} from '../documents/stored.ts'
import type {Lead} from '../sanity.types.generated.ts'

/** A custom field of a lead, as it is written. */
export type CustomFieldEntry = NonNullable<Lead['customFields']>[number]

/** Custom fields after a change, and what differs. */
export interface CustomFieldChanges {
  fields: CustomFieldEntry[]
  changed: {name: string; from: string; to: string}[]
}

/** More names than a site usually has custom fields. */
const MAX_CACHED = 1000
const keys = new Map<string, string>()

function keyOf(name: string): string {
  const known = keys.get(name)
  if (known !== undefined) return known
  const key = base32(mac('custom-field', name).subarray(0, 5))
  if (keys.size >= MAX_CACHED) keys.clear()
  keys.set(name, key)
  return key
}

/** A custom field, with a key that derives from its name. */
export function customField(name: string, value: string): CustomFieldEntry {
  return {_key: keyOf(name), name, value}
}

/** Value of a lead's custom field; `null` when it has none. */
export function customFieldValue(
  fields: Loose<Lead['customFields']> | null,
  name: string,
): string | null {
  return fields?.find((field) => field.name === name)?.value ?? null
}

/**
 * Sets values of custom fields. Existing fields keep their places, new ones are appended, and an empty
 * text removes one.
 *
 * @param wanted - values by name, as they are stored
 * @returns `null` when nothing differs
 */
export function customFieldChanges(
  current: Loose<Lead['customFields']> | null,
  wanted: Readonly<Record<string, string>>,
): CustomFieldChanges | null {
  const changed = Object.entries(wanted).flatMap(([name, to]) => {
    const from = customFieldValue(current, name) ?? ''
    return from === to ? [] : [{name, from, to}]
  })
  if (changed.length === 0) return null
  const values = new Map(
    (current ?? []).flatMap(({_key, name, value}) =>
      name ? [[name, {_key: _key ?? customField(name, '')._key, value: value ?? ''}] as const] : [],
    ),
  )
  for (const {name, to} of changed) {
    if (to === '') values.delete(name)
    else values.set(name, {_key: values.get(name)?._key ?? customField(name, to)._key, value: to})
  }
  const fields = Array.from(values, ([name, {_key, value}]) => ({_key, name, value}))
  return {fields, changed}
}
