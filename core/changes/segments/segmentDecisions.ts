import {audienceKey, serializeAudience} from '../../audience/canonicalAudience.ts'
import {checkAudience} from '../../audience/checkAudience.ts'
import type {AudienceDefinition} from '../../audience/definition.ts'
import type {FieldRegistry} from '../../audience/fields.ts'
import {parseAudience} from '../../audience/parseAudience.ts'
import {audienceToSentence, type SentenceOptions} from '../../audience/toSentence.ts'
import type {SegmentRecord} from '../../documents/segment.ts'
import {cleanLine, cleanText} from '../../people/cleanText.ts'
import {fieldProblem, problem, type FieldProblem, type Problem} from '../../problems/problem.ts'
import {assertSameSite, tenantDocumentId} from '../../tenancy/documentId.ts'
import type {Actor} from '../activity.ts'
import {byRule, GONE, overtaken, type ChangeDecision, type RuleDecision} from '../commitDecision.ts'
import {guardedPatch, withoutBlanks, type Mutation, type PatchOperations} from '../mutation.ts'
import {withSegmentPoint, type SegmentCount} from './segmentCounts.ts'
import {segmentUsers, type SegmentSurroundings, type SegmentUser} from './segmentUsers.ts'

/** Longest name of a segment, in characters. */
export const MAX_SEGMENT_TITLE = 120

const MAX_DESCRIPTION = 1000

/** What a user enters for a segment. */
export interface SegmentInput {
  title: string
  description?: string | undefined
  definition: AudienceDefinition
  /** The number of leads that match the definition, where it was just counted. */
  count?: SegmentCount | undefined
}

/** What decisions on segments depend on. */
export interface SegmentContext {
  /** Key of the site. */
  site: string
  /** All segments of the site by id: names are unique, and segments may use one another. */
  segments: ReadonlyMap<string, Pick<SegmentRecord, 'title' | 'definition'>>
  fields: FieldRegistry
  /** Titles of what the definition refers to, for its sentence. */
  titleOf?: SentenceOptions['titleOf']
  actor: Actor
  /** ISO 8601, UTC. */
  now: string
}

/** The mutations of a new segment, or why it is refused. */
export type CreateSegmentDecision =
  | {ok: true; id: string; mutations: Mutation[]}
  | {ok: false; problems: FieldProblem[]}

/**
 * Decides on a new segment. Its name must be unique within the site, upper and lower case being the
 * same, and its definition valid. Problems name `title` or `definition`.
 *
 * @param ulid - key of the new document
 */
export function createSegment(
  input: SegmentInput,
  context: SegmentContext,
  ulid: string,
): CreateSegmentDecision {
  const {site, actor, now} = context
  const id = tenantDocumentId(site, 'segment', ulid)
  const checked = checkSegment(id, input, context)
  if (!checked.ok) return checked
  const {count} = input
  const counted = count ? {count, history: withSegmentPoint([], count)} : {}
  const document = {
    _id: id,
    _type: 'segment',
    site,
    ...withoutBlanks(checked.attributes),
    ...counted,
    changedAt: now,
    changedBy: actor,
    viewedAt: now,
  }
  return {ok: true, id, mutations: [{create: document}]}
}

/** The attributes of a segment that {@link updateSegment} depends on. */
export type ChangedSegment = Pick<
  SegmentRecord,
  '_id' | '_rev' | 'title' | 'description' | 'definition' | 'history'
>

/**
 * Decides on a change of a segment. It must not come to use itself, not even by way of others. The
 * patch is guarded by the revision that was read.
 *
 * @throws ForeignDocumentError when the segment belongs to another site
 */
export function updateSegment(
  segment: ChangedSegment,
  input: SegmentInput,
  context: SegmentContext,
): RuleDecision {
  assertSameSite(context.site, segment)
  const checked = checkSegment(segment._id, input, context)
  if (!checked.ok) return checked
  const {description, ...attributes} = checked.attributes
  const isSame =
    attributes.title === segment.title &&
    description === (segment.description ?? '') &&
    attributes.definition === segment.definition
  if (isSame) return {ok: true, mutations: []}
  const counted = countOperations(input, segment)
  const unset = [...counted.unset, ...(description === '' ? ['description'] : [])]
  const operations: PatchOperations = {
    set: {
      ...attributes,
      ...(description === '' ? {} : {description}),
      ...counted.set,
      changedAt: context.now,
      changedBy: context.actor,
    },
    ...(unset.length > 0 ? {unset} : {}),
  }
  return {ok: true, mutations: [guardedPatch(segment, operations)]}
}

/** A segment as a person saw it when they began to change it. */
export type SeenSegment = Pick<SegmentRecord, 'title' | 'description' | 'definition'>

/**
 * Decides on a change of a segment that a person saw before. Somebody else's change meanwhile stays; a
 * new count does not matter.
 *
 * @param current - `null` when it is gone
 * @throws ForeignDocumentError when the segment belongs to another site
 */
export function editSegment(
  current: ChangedSegment | null,
  seen: SeenSegment,
  input: SegmentInput,
  context: SegmentContext,
): ChangeDecision<string, SeenSegment> {
  if (!current) return GONE
  const isAsSeen =
    current.title === seen.title &&
    (current.description ?? '') === (seen.description ?? '') &&
    current.definition === seen.definition
  if (!isAsSeen) return overtaken(current)
  return byRule(updateSegment(current, input, context), current._id)
}

/** The mutations that delete a segment, or what still uses it. */
export type DeleteSegmentDecision =
  | {ok: true; mutations: Mutation[]}
  | {ok: false; users: SegmentUser[]}

/**
 * Decides on deleting a segment. It is refused while segments or campaigns use it: without it they
 * could not be counted or sent any more.
 *
 * @throws ForeignDocumentError when the segment belongs to another site
 */
export function deleteSegment(
  segment: Pick<SegmentRecord, '_id'>,
  site: string,
  surroundings: SegmentSurroundings,
): DeleteSegmentDecision {
  assertSameSite(site, segment)
  const users = segmentUsers(segment._id, surroundings)
  if (users.length > 0) return {ok: false, users}
  return {ok: true, mutations: [{delete: {id: segment._id}}]}
}

/**
 * A unique name for a copy of a segment: “VIPs (2)”.
 *
 * @param titles - the names that are taken
 */
export function freeSegmentTitle(wanted: string, titles: Iterable<string>): string {
  const taken = new Set(Array.from(titles, nameKey))
  const base = cleanLine(wanted, MAX_SEGMENT_TITLE - 8)
  if (!taken.has(nameKey(base))) return base
  let number = 2
  while (taken.has(nameKey(`${base} (${number})`))) number += 1
  return `${base} (${number})`
}

/** Attributes of a segment that follow from the input. */
export interface SegmentAttributes {
  title: string
  description: string
  definition: string
  definitionVersion: number
  sentence: string
}

/** Checks what a user enters for a segment, and describes its definition. */
export function checkSegment(
  id: string,
  input: SegmentInput,
  context: SegmentContext,
): {ok: true; attributes: SegmentAttributes} | {ok: false; problems: FieldProblem[]} {
  const {fields, segments, titleOf} = context
  const title = cleanLine(input.title)
  const badTitle = titleProblem(title, id, context)
  const problems: FieldProblem[] = badTitle ? [{field: 'title', ...badTitle}] : []
  const checked = checkAudience(input.definition, {fields, segments, segmentId: id})
  if (!checked.ok) {
    const found = checked.problems.map((each) => fieldProblem('definition', each))
    return {ok: false, problems: [...problems, ...found]}
  }
  if (problems.length > 0) return {ok: false, problems}
  const attributes: SegmentAttributes = {
    title,
    description: cleanText(input.description ?? '', MAX_DESCRIPTION),
    definition: serializeAudience(checked.definition),
    definitionVersion: checked.definition.version,
    sentence: audienceToSentence(checked.audience, titleOf ? {titleOf} : {}),
  }
  return {ok: true, attributes}
}

function titleProblem(title: string, id: string, context: SegmentContext): Problem | null {
  if (title === '') return problem('segment.name-missing')
  if (title.length > MAX_SEGMENT_TITLE) {
    return problem('segment.name-too-long', {limit: MAX_SEGMENT_TITLE})
  }
  const key = nameKey(title)
  for (const [other, segment] of context.segments) {
    if (other !== id && nameKey(segment.title ?? '') === key) {
      return problem('segment.name-taken', {title: segment.title ?? ''})
    }
  }
  return null
}

function nameKey(title: string): string {
  return cleanLine(title).normalize('NFKC').toLowerCase()
}

/** Count and history belong to one meaning of the segment: another meaning resets both. */
function countOperations({count, definition}: SegmentInput, segment: ChangedSegment) {
  const isOther = meaningOf(definition) !== meaningOf(segment.definition)
  if (count) {
    const history = withSegmentPoint(isOther ? [] : segment.history, count)
    return {set: {count, history}, unset: ['countFailure']}
  }
  return {set: {}, unset: isOther ? ['count', 'history', 'countFailure'] : []}
}

function meaningOf(definition: unknown): string | null {
  const parsed = parseAudience(definition)
  return parsed.definition && audienceKey(parsed.definition)
}
