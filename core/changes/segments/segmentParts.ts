import {checkAudience} from '../../audience/checkAudience.ts'
import {serializeAudience} from '../../audience/canonicalAudience.ts'
import type {AudienceDefinition} from '../../audience/definition.ts'
import type {FieldRegistry} from '../../audience/fields.ts'
import {type SentenceOptions, audienceToSentence} from '../../audience/toSentence.ts'
import type {SegmentRecord} from '../../documents/segment.ts'
import type {FieldProblem} from '../../envelope/envelope.ts'
import {cleanLine, cleanText} from '../../people/cleanText.ts'
import type {Actor} from '../activity.ts'

/** Longest name of a segment, in characters. */
export const MAX_SEGMENT_TITLE = 120

const MAX_DESCRIPTION = 1000

/** A number of leads, and when it was true. */
export interface SegmentCount {
  value: number
  /** ISO 8601, UTC. */
  at: string
}

/** What somebody makes of a segment. */
export interface SegmentInput {
  title: string
  description?: string | undefined
  definition: AudienceDefinition
  /** The number of leads that the definition was found to mean just now, where it was counted. */
  count?: SegmentCount | undefined
}

/** What changes of segments are decided on. */
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

/** Attributes of a segment that come from what somebody made of it. */
export interface SegmentParts {
  title: string
  description: string
  definition: string
  definitionVersion: number
  sentence: string
}

function nameKey(title: string): string {
  return cleanLine(title).normalize('NFKC').toLowerCase()
}

/**
 * A name that no other segment has, made of one that may be taken: “VIPs (2)”.
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

function titleProblem(title: string, id: string, context: SegmentContext): string | null {
  if (title === '') return 'Give the segment a name.'
  if (title.length > MAX_SEGMENT_TITLE) {
    return `A name can have ${MAX_SEGMENT_TITLE} characters at most.`
  }
  const key = nameKey(title)
  for (const [other, segment] of context.segments) {
    if (other !== id && nameKey(segment.title ?? '') === key) {
      return `There is a segment “${segment.title}” already. Choose another name.`
    }
  }
  return null
}

/**
 * Checks what somebody makes of a segment, and says its definition in words.
 *
 * @param id - of the segment, which must not come to use itself
 */
export function segmentParts(
  id: string,
  input: SegmentInput,
  context: SegmentContext,
): {ok: true; parts: SegmentParts} | {ok: false; problems: FieldProblem[]} {
  const {fields, segments, titleOf} = context
  const title = cleanLine(input.title)
  const reason = titleProblem(title, id, context)
  const problems: FieldProblem[] = reason === null ? [] : [{field: 'title', reason}]
  const checked = checkAudience(input.definition, {fields, segments, segmentId: id})
  if (!checked.ok) {
    const found = checked.problems.map((problem) => ({field: 'definition', reason: problem.reason}))
    return {ok: false, problems: [...problems, ...found]}
  }
  if (problems.length > 0) return {ok: false, problems}
  const parts: SegmentParts = {
    title,
    description: cleanText(input.description ?? '', MAX_DESCRIPTION),
    definition: serializeAudience(checked.definition),
    definitionVersion: checked.definition.version,
    sentence: audienceToSentence(checked.audience, titleOf ? {titleOf} : {}),
  }
  return {ok: true, parts}
}
