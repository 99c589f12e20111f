import type {RuleGroupType, RuleType} from 'react-querybuilder'
import {
  AUDIENCE_VERSION,
  isAudienceGroup,
  type AudienceDefinition,
  type AudienceGroup,
  type AudienceRule,
} from '../../../core/audience/definition.ts'

/** A query as react-querybuilder holds it. */
export type BuilderQuery = RuleGroupType

interface Switches {
  disabled?: boolean
  locked?: boolean
}

/** What we call disabled, the library calls muted; what we call locked, it calls disabled. */
function builderSwitches({disabled, locked}: Switches): {muted?: true; disabled?: true} {
  return {...(disabled ? {muted: true} : {}), ...(locked ? {disabled: true} : {})}
}

function audienceSwitches(node: {muted?: boolean; disabled?: boolean}): Switches {
  return {...(node.muted ? {disabled: true} : {}), ...(node.disabled ? {locked: true} : {})}
}

function builderRule(rule: AudienceRule): RuleType {
  const {id, field, operator, value} = rule
  return {id, field, operator, value, ...builderSwitches(rule)}
}

function builderGroup(group: AudienceGroup): RuleGroupType {
  const {id, combinator, not} = group
  return {
    id,
    combinator,
    ...(not ? {not: true} : {}),
    rules: group.rules.map((node) =>
      isAudienceGroup(node) ? builderGroup(node) : builderRule(node),
    ),
    ...builderSwitches(group),
  }
}

function audienceRule(rule: RuleType, newId: () => string): AudienceRule {
  const {id = newId(), field, operator} = rule
  const value: unknown = rule.value
  const compared = value === undefined || value === null ? {} : {value}
  return {id, field, operator, ...compared, ...audienceSwitches(rule)}
}

function audienceGroup(group: RuleGroupType, newId: () => string): AudienceGroup {
  const {id = newId(), combinator, not} = group
  return {
    id,
    combinator: combinator === 'or' ? 'or' : 'and',
    ...(not ? {not: true} : {}),
    rules: group.rules.map((node) =>
      'rules' in node ? audienceGroup(node, newId) : audienceRule(node, newId),
    ),
    ...audienceSwitches(group),
  }
}

/** A definition as the builder's query. */
export function toBuilderQuery({root}: AudienceDefinition): BuilderQuery {
  return builderGroup(root)
}

/**
 * The inverse of {@link toBuilderQuery}.
 *
 * @param newId - gives an id to a rule or group that has none
 */
export function fromBuilderQuery(query: BuilderQuery, newId: () => string): AudienceDefinition {
  return {version: AUDIENCE_VERSION, root: audienceGroup(query, newId)}
}
