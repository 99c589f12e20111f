import {ACTIVITY_FIELD_PREFIX} from './activityFields.ts'
import type {SegmentSource} from './checkAudience.ts'
import {CUSTOM_FIELD_PREFIX} from './customFields.ts'
import {isAudienceGroup, type AudienceDefinition, type AudienceGroup} from './definition.ts'
import {parseAudience} from './parseAudience.ts'

/** What a definition refers to, each once, in the order of first mention. */
export interface AudienceUsage {
  lists: string[]
  segments: string[]
  campaigns: string[]
  /** Names of custom fields, as leads carry them. */
  customFields: string[]
  /** Names of all fields, those included. */
  fields: string[]
  /** Whether it counts activities. */
  activities: boolean
}

function textsOf(value: unknown): string[] {
  const values: unknown[] = Array.isArray(value) ? value : [value]
  return values.filter((entry) => typeof entry === 'string')
}

function collect(group: AudienceGroup, found: Map<string, string[]>): void {
  for (const node of group.rules) {
    if (isAudienceGroup(node)) collect(node, found)
    else found.set(node.field, [...(found.get(node.field) ?? []), ...textsOf(node.value)])
  }
}

/**
 * Lists what a definition refers to. Conditions that are switched off count, too: they may be
 * switched on again, so what they name is still in use. Conditions need not be valid.
 */
export function audienceUsage({root}: AudienceDefinition): AudienceUsage {
  const found = new Map<string, string[]>()
  collect(root, found)
  const fields = [...found.keys()]
  const valuesOf = (field: string) => [...new Set(found.get(field))]
  return {
    lists: valuesOf('lists'),
    segments: valuesOf('segment'),
    campaigns: valuesOf('campaigns'),
    customFields: fields
      .filter((field) => field.startsWith(CUSTOM_FIELD_PREFIX))
      .map((field) => field.slice(CUSTOM_FIELD_PREFIX.length)),
    fields,
    activities: fields.some((field) => field.startsWith(ACTIVITY_FIELD_PREFIX)),
  }
}

function storedUsage(stored: unknown): AudienceUsage | null {
  const {definition} = parseAudience(stored)
  return definition && audienceUsage(definition)
}

/**
 * Names of the custom fields that stored definitions use, with repetitions. Definitions that can't
 * be read are skipped.
 */
export function usedCustomFields(definitions: readonly unknown[]): string[] {
  return definitions.flatMap((stored) => storedUsage(stored)?.customFields ?? [])
}

/** Things that definitions refer to. */
export type UsedKind = 'lists' | 'segments' | 'campaigns' | 'customFields'

/**
 * Finds the definitions that refer to a thing directly, for a warning before it changes or goes.
 *
 * @param sources - documents with definitions, by their ids; those that can't be read are skipped
 * @param id - id of the list, segment or campaign, or the name of the custom field
 * @returns the ids of the documents, in their order
 */
export function whereUsed(
  sources: ReadonlyMap<string, Pick<SegmentSource, 'definition'>>,
  kind: UsedKind,
  id: string,
): string[] {
  return Array.from(sources).flatMap(([source, {definition}]) =>
    storedUsage(definition)?.[kind].includes(id) ? [source] : [],
  )
}
