import type {Condition} from './condition.ts'
import type {Combinator} from './definition.ts'
import type {AudienceField} from './field.ts'

/** A condition that was checked and found sound. */
export interface CheckedRule {
  kind: 'rule'
  id: string
  field: AudienceField
  /** Name of its operator. */
  operator: string
  condition: Condition
  /** Whether everybody is meant for whom the condition does not hold. */
  negated: boolean
  /** The segments that it names, in their order; empty for conditions on other fields. */
  segments: readonly CheckedSegment[]
}

/** A group without what is switched off; it has at least one member. */
export interface CheckedGroup {
  kind: 'group'
  id: string
  combinator: Combinator
  not: boolean
  members: readonly (CheckedGroup | CheckedRule)[]
}

/** A segment as a condition uses it. */
export interface CheckedSegment {
  id: string
  audience: Audience
}

/**
 * A definition that was checked: its fields and operators are known, its values fit, its segments
 * are there. Made by `checkAudience`; everything else takes this.
 */
export interface Audience {
  /** `null`: nothing counts, everybody is meant. */
  root: CheckedGroup | null
  /** Conditions that count, those of its segments included each time they are used. */
  conditions: number
}
