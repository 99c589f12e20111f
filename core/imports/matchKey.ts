import {z} from 'zod'
import {customFieldValue} from '../changes/customFieldChanges.ts'
import type {LeadRecord} from '../documents/people.ts'
import type {ImportedPerson, ImportMapping} from './importMapping.ts'

/** Schema of a {@link MatchKey}. */
export const MatchKey = z.discriminatedUnion('kind', [
  z.object({kind: z.literal('phone')}),
  z.object({kind: z.literal('custom'), name: z.string().trim().min(1).max(200)}),
])

/**
 * What finds the lead of a row without an e-mail address. A lead is who its address says, so such a row never
 * makes a lead, and changes no subscription.
 */
export type MatchKey = z.infer<typeof MatchKey>

/** What came of looking for the lead of a row without an address. Several leads are nobody's. */
export type KeyMatch = 'found' | 'none' | 'several'

const CUSTOM = 'custom.'

/** What {@link parseMatchKey} takes: the names of targets in mappings. */
export const MATCH_NAMES = 'phone, or custom.<name>'

/** The key that somebody names in words that people type; `null` for a name of none. */
export function parseMatchKey(name: string): MatchKey | null {
  if (name === 'phone') return {kind: 'phone'}
  if (!name.startsWith(CUSTOM)) return null
  const {data} = MatchKey.safeParse({kind: 'custom', name: name.slice(CUSTOM.length)})
  return data ?? null
}

/** Whether two keys are the same. */
export function isSameKey(one: MatchKey, other: MatchKey): boolean {
  if (one.kind === 'custom') return other.kind === 'custom' && one.name === other.name
  return other.kind === 'phone'
}

/** The value by which the lead of a row is looked for; `null` where the row has none. */
export function matchValue(key: MatchKey, person: ImportedPerson): string | null {
  if (key.kind === 'phone') return person.fields.phone ?? null
  return person.custom.find(({name}) => name === key.name)?.value ?? null
}

/** The same value of a lead. */
export function leadMatchValue(
  key: MatchKey,
  lead: Pick<LeadRecord, 'phone' | 'customFields'>,
): string | null {
  if (key.kind === 'phone') return lead.phone ?? null
  return customFieldValue(lead.customFields ?? null, key.name)
}

/** A key that was asked for, where a column of the files is for it; `null` where none is. */
export function possibleKey(
  mappings: readonly ImportMapping[],
  asked: MatchKey | null,
): MatchKey | null {
  return asked !== null && possibleKeys(mappings).some((key) => isSameKey(key, asked))
    ? asked
    : null
}

/** The keys that the columns of files can be. */
export function possibleKeys(mappings: readonly ImportMapping[]): MatchKey[] {
  const targets = mappings.flatMap(({columns}) => columns.map(({target}) => target))
  const hasPhone = targets.some((target) => target.kind === 'field' && target.field === 'phone')
  const names = new Set(
    targets.flatMap((target) => (target.kind === 'custom' ? [target.name] : [])),
  )
  return [
    ...(hasPhone ? [{kind: 'phone' as const}] : []),
    ...Array.from(names, (name) => ({kind: 'custom' as const, name})),
  ]
}
