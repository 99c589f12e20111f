import type {RuleGroupType, RuleType} from 'react-querybuilder'
import {ulid} from 'ulid'
import {
  AUDIENCE_VERSION,
  isAudienceGroup,
  MAX_CONDITIONS,
  MAX_LEVELS,
  type AudienceDefinition,
  type AudienceGroup,
  type AudienceRule,
} from '../../../core/audience/definition.ts'

/** A query as react-querybuilder holds it. */
export type BuilderQuery = RuleGroupType

const queries = new WeakMap<AudienceDefinition, BuilderQuery>()

/** Creates an id for a rule or group. */
export function newNodeId(): string {
  return ulid().toLowerCase()
}

/**
 * The query of a definition; always the same object for the same definition, so that the library
 * sees a change only where there is one.
 */
export function queryOf(definition: AudienceDefinition): BuilderQuery {
  const known = queries.get(definition)
  if (known) return known
  const query = toBuilderQuery(definition)
  queries.set(definition, query)
  return query
}

/** The definition of a query from the library. */
export function definitionOf(query: BuilderQuery): AudienceDefinition {
  const definition = fromBuilderQuery(query, newNodeId)
  queries.set(definition, query)
  return definition
}

/** A definition as the builder's query. */
export function toBuilderQuery({root}: AudienceDefinition): BuilderQuery {
  return builderGroup(root)
}

/**
 * The inverse of {@link toBuilderQuery}.
 *
 * @param newId - creates an id for a rule or group that has none
 */
export function fromBuilderQuery(query: BuilderQuery, newId: () => string): AudienceDefinition {
  return {version: AUDIENCE_VERSION, root: audienceGroup(query, newId)}
}

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

/** The size of a query. */
export interface QuerySize {
  conditions: number
  /** Levels of groups; a group without groups has one. */
  levels: number
}

/** Counts the conditions and levels of a query. */
export function querySize(query: BuilderQuery): QuerySize {
  let conditions = 0
  let inner = 0
  for (const node of query.rules) {
    if (!('rules' in node)) {
      conditions += 1
      continue
    }
    const size = querySize(node)
    conditions += size.conditions
    inner = Math.max(inner, size.levels)
  }
  return {conditions, levels: inner + 1}
}

/** A limit of the size of definitions. */
export type SizeLimit = 'conditions' | 'levels'

/** The limit that a query exceeds; `null` when it is within both. */
export function exceededLimit(query: BuilderQuery): SizeLimit | null {
  const {conditions, levels} = querySize(query)
  if (conditions > MAX_CONDITIONS) return 'conditions'
  return levels > MAX_LEVELS ? 'levels' : null
}
