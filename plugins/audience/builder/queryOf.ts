import type {RuleGroupType} from 'react-querybuilder'
import {ulid} from 'ulid'
import type {AudienceDefinition} from '../../../core/audience/definition.ts'
import {fromBuilderQuery, toBuilderQuery} from '../query/builderQuery.ts'

const queries = new WeakMap<AudienceDefinition, RuleGroupType>()

/** An id for a rule or group that is added. */
export function newNodeId(): string {
  return ulid().toLowerCase()
}

/**
 * The query of a definition; always the same one for the same definition, so that the library sees
 * a change only where there is one.
 */
export function queryOf(definition: AudienceDefinition): RuleGroupType {
  const known = queries.get(definition)
  if (known) return known
  const query = toBuilderQuery(definition)
  queries.set(definition, query)
  return query
}

/** The definition of a query that the library made. */
export function definitionOf(query: RuleGroupType): AudienceDefinition {
  const definition = fromBuilderQuery(query, newNodeId)
  queries.set(definition, query)
  return definition
}
