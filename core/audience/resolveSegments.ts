import type {Audience} from './audience.ts'
import type {AudienceProblem, AudienceProblemCode} from './problems.ts'

/** What is needed of a `segment` document. */
export interface SegmentSource {
  title?: string | null
  /** The definition as JSON text, or the value that it stands for. */
  definition?: unknown
}

/** A segment's audience, or why it cannot be had. */
export type ResolvedSegment =
  | {ok: true; audience: Audience}
  | {ok: false; code: AudienceProblemCode; reason: string}

/** Gives the audience of a segment by its id. */
export type ResolveSegment = (id: string) => ResolvedSegment

/** Checks the definition of one segment; `resolve` is for those that it uses in turn. */
export type CheckSegment = (
  definition: unknown,
  resolve: ResolveSegment,
) => {audience: Audience | null; problems: readonly AudienceProblem[]}

/** Longest chain of segments that use one another. */
const MAX_CHAIN = 20

function quoted(id: string, segments: ReadonlyMap<string, SegmentSource>): string {
  return `“${segments.get(id)?.title?.trim() || id}”`
}

/**
 * Looks segments up, each checked once, and finds the ones that use themselves.
 *
 * @param self - id of the segment that is being defined; `null` when it is no segment
 */
export function createSegmentResolver(
  segments: ReadonlyMap<string, SegmentSource>,
  self: string | null,
  check: CheckSegment,
): ResolveSegment {
  const known = new Map<string, ResolvedSegment>()

  function resolve(id: string, chain: readonly string[]): ResolvedSegment {
    if (chain.includes(id)) {
      const names = [...chain.slice(chain.indexOf(id)), id].map((part) => quoted(part, segments))
      const reason = `Segments can’t use themselves: ${names.join(' uses ')}.`
      return {ok: false, code: 'segment-cycle', reason}
    }
    if (chain.length > MAX_CHAIN) {
      const reason = `Segments can use one another ${MAX_CHAIN} times over. Use simpler segments.`
      return {ok: false, code: 'too-large-with-segments', reason}
    }
    const before = known.get(id)
    if (before) return before
    const source = segments.get(id)
    if (!source) {
      const reason = `There is no segment ${quoted(id, segments)} any more. Choose another, or remove it.`
      return {ok: false, code: 'unknown-segment', reason}
    }
    const {audience, problems} = check(source.definition, (inner) => resolve(inner, [...chain, id]))
    const [problem] = problems
    const resolved: ResolvedSegment =
      problem || !audience
        ? {
            ok: false,
            code: problem?.code === 'segment-cycle' ? 'segment-cycle' : 'broken-segment',
            reason:
              problem?.code === 'segment-cycle'
                ? problem.reason
                : `The segment ${quoted(id, segments)} can’t be used: ${problem?.reason ?? 'it has no definition.'}`,
          }
        : {ok: true, audience}
    known.set(id, resolved)
    return resolved
  }

  return (id) => resolve(id, self === null ? [] : [self])
}
