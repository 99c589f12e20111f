import {
  AUDIENCE_VERSION,
  isAudienceGroup,
  type AudienceDefinition,
  type AudienceGroup,
  type AudienceRule,
  type Combinator,
} from '../../audience/definition.ts'

/** How the people of a segment go together with those whom a campaign is for already. */
export const SEGMENT_USES = ['add', 'narrow', 'replace'] as const

/**
 * One of {@link SEGMENT_USES}: those people also, only those of the people there are who are in the
 * segment too, or those people instead.
 */
export type SegmentUse = (typeof SEGMENT_USES)[number]

const COMBINATORS = {add: 'or', narrow: 'and'} as const

function segmentRule(segmentId: string, id: string): AudienceRule {
  return {id, field: 'segment', operator: 'anyOf', value: [segmentId]}
}

/** The definition of those who are in a segment. */
export function audienceOfSegment(segmentId: string): AudienceDefinition {
  const root: AudienceGroup = {
    id: 'root',
    combinator: 'and',
    rules: [segmentRule(segmentId, 'segment')],
  }
  return {version: AUDIENCE_VERSION, root}
}

function idsOf(group: AudienceGroup): string[] {
  return [
    group.id,
    ...group.rules.flatMap((node) => (isAudienceGroup(node) ? idsOf(node) : [node.id])),
  ]
}

function freeId(wanted: string, taken: ReadonlySet<string>): string {
  let id = wanted
  for (let number = 2; taken.has(id); number += 1) id = `${wanted}-${number}`
  return id
}

/** Whether anything in a group is switched on; without, it says nothing. */
function counts(node: AudienceGroup | AudienceRule): boolean {
  if (node.disabled === true) return false
  return !isAudienceGroup(node) || node.rules.some(counts)
}

/** Whether a condition has the people of the segment among its own, or, to narrow, no others. */
function asksFor(node: AudienceGroup | AudienceRule, segmentId: string, use: SegmentUse): boolean {
  if (isAudienceGroup(node) || node.disabled === true || node.field !== 'segment') return false
  const ids: readonly unknown[] = Array.isArray(node.value) ? node.value : []
  if (!ids.includes(segmentId) || node.operator === 'noneOf') return false
  return ids.length === 1 || node.operator === (use === 'add' ? 'anyOf' : 'allOf')
}

/** Whether the group already says what using the segment would make it say. */
function isUsed(root: AudienceGroup, segmentId: string, use: 'add' | 'narrow'): boolean {
  if (root.not === true) return false
  const members = root.rules.filter(counts)
  if (members.length > 1 && root.combinator !== COMBINATORS[use]) return false
  return members.some((node) => asksFor(node, segmentId, use))
}

/** Whether another member may simply be added to a group that joins as it should. */
function takesMember(
  {combinator, not, disabled, locked, rules}: AudienceGroup,
  wanted: Combinator,
) {
  if (not === true || disabled === true || locked === true) return false
  return combinator === wanted || rules.length < 2
}

/**
 * For whom a campaign is once a segment is used in it. Whom it was for stays as it is written, with
 * what is switched off or locked, unless it is replaced. Using the same segment the same way again
 * changes nothing. It may come out too deep or too long: `checkAudience` tells.
 *
 * @param current - for whom it is; `null` for nobody yet, whom every use replaces
 */
export function segmentInAudience(
  current: AudienceDefinition | null,
  segmentId: string,
  use: SegmentUse,
): AudienceDefinition {
  if (current === null || use === 'replace') return audienceOfSegment(segmentId)
  const {root} = current
  // Everybody and some of them are everybody; a group that says nothing must not become a part of
  // an alternative, where it would be passed over.
  if (!counts(root) && use === 'add') return current
  if (counts(root) && isUsed(root, segmentId, use)) return current
  const combinator = COMBINATORS[use]
  const taken = new Set(idsOf(root))
  const rule = segmentRule(segmentId, freeId('segment', taken))
  const made: AudienceGroup = takesMember(root, combinator)
    ? {...root, combinator, rules: [...root.rules, rule]}
    : {id: freeId('campaign', taken), combinator, rules: [root, rule]}
  return {version: AUDIENCE_VERSION, root: made}
}
