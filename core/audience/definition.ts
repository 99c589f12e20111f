/** Version of the definition language that this code writes. */
export const AUDIENCE_VERSION = 1

/** Most conditions that one definition may have, disabled ones included. */
export const MAX_CONDITIONS = 250

/** Most groups inside one another; the outermost is the first. */
export const MAX_LEVELS = 5

/** Most conditions of a definition together with those of the segments that it uses. */
export const MAX_RESOLVED_CONDITIONS = 1000

/** How the members of a group go together. */
export type Combinator = 'and' | 'or'

/**
 * One condition, as it is stored. Field and operator are names, so that a definition outlives a
 * field; `checkAudience` tells whether they are known and fit.
 */
export interface AudienceRule {
  id: string
  field: string
  operator: string
  /** What the operator compares with; absent for operators that need nothing. */
  value?: unknown
  /** Switched off: kept, but without effect. */
  disabled?: boolean
  /** Protected from being changed in the builder; has no other effect. */
  locked?: boolean
}

/** Conditions that go together, as they are stored. */
export interface AudienceGroup {
  id: string
  combinator: Combinator
  /** Whether the group stands for everybody whom it does not describe. */
  not?: boolean
  rules: (AudienceGroup | AudienceRule)[]
  disabled?: boolean
  locked?: boolean
}

/** Who is meant, as JSON: what filters, segments, exports and campaigns share. */
export interface AudienceDefinition {
  version: typeof AUDIENCE_VERSION
  root: AudienceGroup
}

/** The definition that describes everybody. */
export const EVERYBODY: AudienceDefinition = {
  version: AUDIENCE_VERSION,
  root: {id: 'root', combinator: 'and', rules: []},
}

/** Whether a member of a group is a group itself. */
export function isAudienceGroup(node: AudienceGroup | AudienceRule): node is AudienceGroup {
  return 'rules' in node
}
