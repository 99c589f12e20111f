import {ACTIVITY_FIELD_PREFIX} from './activityFields.ts'
import {CUSTOM_FIELD_PREFIX} from './customFields.ts'
import {isAudienceGroup, type AudienceDefinition, type AudienceGroup} from './definition.ts'
import {parseAudience} from './parseAudience.ts'
import type {SegmentSource} from './resolveSegments.ts'

/** What a definition refers to, each once, in the order of first mention. */
export interface AudienceUsage {
  lists: string[]
  segments: string[]
  campaigns: string[]
  /** Names of custom fields, as leads carry them. */
  customFields: string[]
  /** Names of all fields, those included. */
  fields: string[]
  /** Whether it counts what people did, which needs their activities. */
  activities: boolean
}

function textsIn(value: unknown): string[] {
  const values: unknown[] = Array.isArray(value) ? value : [value]
  return values.filter((entry) => typeof entry === 'string')
}

function collect(group: AudienceGroup, found: Map<string, string[]>): void {
  for (const node of group.rules) {
    if (isAudienceGroup(node)) collect(node, found)
    else found.set(node.field, [...(found.get(node.field) ?? []), ...textsIn(node.value)])
  }
}

/**
 * Lists what a definition refers to. Conditions that are switched off count too: they may be
 * switched on again, so what they name is still in use. Conditions need not be sound.
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

/** Things that definitions refer to. */
export type UsedKind = 'lists' | 'segments' | 'campaigns' | 'customFields'

/**
 * Which definitions refer to a thing directly: for a warning before it is changed or deleted.
 *
 * @param sources - documents with definitions, by their ids; what can't be read uses nothing
 * @param id - id of the list, segment or campaign, or the name of the custom field
 * @returns the ids of the documents, in their order
 */
export function whereUsed(
  sources: ReadonlyMap<string, Pick<SegmentSource, 'definition'>>,
  kind: UsedKind,
  id: string,
): string[] {
  return Array.from(sources).flatMap(([source, {definition}]) => {
    const parsed = parseAudience(definition)
    if (!parsed.definition) return []
    return audienceUsage(parsed.definition)[kind].includes(id) ? [source] : []
  })
}

/**
 * Finds a chain by which a segment comes to use itself.
 *
 * @param segmentId - the segment to look from
 * @returns ids from the segment back to itself; `null` where there is no such chain
 */
export function segmentCycle(
  segmentId: string,
  segments: ReadonlyMap<string, Pick<SegmentSource, 'definition'>>,
): string[] | null {
  const seen = new Set<string>()
  const open: string[][] = [[segmentId]]
  for (let chain = open.pop(); chain; chain = open.pop()) {
    const last = chain.at(-1) ?? segmentId
    const {definition} = parseAudience(segments.get(last)?.definition)
    for (const next of definition ? audienceUsage(definition).segments : []) {
      if (next === segmentId) return [...chain, next]
      if (seen.has(next)) continue
      seen.add(next)
      open.push([...chain, next])
    }
  }
  return null
}
