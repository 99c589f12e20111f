/** What can be wrong with a definition; a key for locale bundles, with `reason` as the English. */
export type AudienceProblemCode =
  | 'not-json'
  | 'shape'
  | 'version'
  | 'too-many-conditions'
  | 'too-deep'
  | 'unknown-field'
  | 'unknown-operator'
  | 'value'
  | 'unknown-segment'
  | 'broken-segment'
  | 'segment-cycle'
  | 'too-large-with-segments'

/** One thing that is wrong with a definition, and where. */
export interface AudienceProblem {
  code: AudienceProblemCode
  /** Place in the JSON, as `root.rules[2].rules[0]`. */
  path: string
  /** Id of the rule or group; `null` where it has none or the whole definition is meant. */
  ruleId: string | null
  /** Field of the rule, where it names one. */
  field: string | null
  /** What is wrong and what to do, in English. */
  reason: string
}

/** A problem of the definition as a whole. */
export function wholeProblem(code: AudienceProblemCode, reason: string): AudienceProblem {
  return {code, path: '', ruleId: null, field: null, reason}
}
