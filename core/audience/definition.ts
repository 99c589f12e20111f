/** Version of the definitions that this code writes. */
export const AUDIENCE_VERSION = 1

/** Most conditions that one definition may have, disabled ones included. */
export const MAX_CONDITIONS = 250

/** Most levels of groups, the outermost included. */
export const MAX_LEVELS = 5

/** Most conditions of a definition, those of its segments included. */
export const MAX_RESOLVED_CONDITIONS = 1000

/** How the members of a group combine. */
export type Combinator = 'and' | 'or'

/**
 * One condition, as it is stored. Field and operator are names, so that a definition outlives a
 * field; `checkAudience` checks them.
 */
export interface AudienceRule {
  id: string
  field: string
  operator: string
  /** What the operator compares with; absent for operators that take no value. */
  value?: unknown
  /** Switched off: without effect. */
  disabled?: boolean
  /** Protected from changes in the builder; has no other effect. */
  locked?: boolean
}

/** A group of conditions, as it is stored. */
export interface AudienceGroup {
  id: string
  combinator: Combinator
  /** Whether the group means its opposite. */
  not?: boolean
  rules: (AudienceGroup | AudienceRule)[]
  disabled?: boolean
  locked?: boolean
}

/** Which leads are meant, as JSON: filters, segments, exports and campaigns share it. */
export interface AudienceDefinition {
  version: typeof AUDIENCE_VERSION
  root: AudienceGroup
}

/** The definition that means all leads. */
export const EVERYBODY: AudienceDefinition = {
  version: AUDIENCE_VERSION,
  root: {id: 'root', combinator: 'and', rules: []},
}

/** Whether a member of a group is a group itself. */
export function isAudienceGroup(node: AudienceGroup | AudienceRule): node is AudienceGroup {
  return 'rules' in node
}
