import {
  getArgumentValues,
  getNamedType,
  isCompositeType,
  isObjectType,
  Kind,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLObjectType,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql'

/** A single operation may cost no more, on any plan. */
export const MAX_COST = 1000

/** How the objects of a page are counted. */
export interface CostRule {
  /**
   * How many objects of a page cost one point: 20 gives what was measured of 250 orders (13 points),
   * 1 what Shopify once documented.
   */
  objectsPerPoint: number
}

interface Costed {
  schema: GraphQLSchema
  fragments: ReadonlyMap<string, FragmentDefinitionNode>
  variables: Readonly<Record<string, unknown>>
  rule: CostRule
}

/** Reads the size of a page, or what a field gave: of what the requested and the actual cost differ. */
interface Measure {
  /** Objects of a connection. */
  nodes: (field: FieldNode, type: GraphQLObjectType, value: unknown, costed: Costed) => number
  /** Whether the field gave an object. */
  isThere: (value: unknown) => boolean
}

const REQUESTED: Measure = {
  nodes(field, type, _value, {variables}) {
    const definition = type.getFields()[field.name.value]
    const args = definition ? getArgumentValues(definition, field, variables) : {}
    const size: unknown = args['first'] ?? args['last']
    return typeof size === 'number' ? Math.max(0, size) : 0
  },
  isThere: () => true,
}

const ACTUAL: Measure = {
  nodes: (_field, _type, value) => listOf(memberOf(value, 'nodes')).length,
  isThere: (value) => value !== null && value !== undefined,
}

function memberOf(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null) return undefined
  return new Map<string, unknown>(Object.entries(value)).get(name)
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : []
}

function fieldsOf(set: SelectionSetNode, costed: Costed): FieldNode[] {
  return set.selections.flatMap((selection) => {
    if (selection.kind === Kind.FIELD) return [selection]
    if (selection.kind === Kind.INLINE_FRAGMENT) return fieldsOf(selection.selectionSet, costed)
    const fragment = costed.fragments.get(selection.name.value)
    return fragment ? fieldsOf(fragment.selectionSet, costed) : []
  })
}

/**
 * Points of what is selected of an object: a scalar costs nothing, an object one, a connection by the
 * number of its objects and of the objects within them.
 */
function selectionCost(
  set: SelectionSetNode,
  type: GraphQLObjectType,
  value: unknown,
  measure: Measure,
  costed: Costed,
): number {
  let cost = 0
  for (const field of fieldsOf(set, costed)) {
    const fieldType = type.getFields()[field.name.value]?.type
    const named = fieldType && getNamedType(fieldType)
    if (!named || !isCompositeType(named) || !isObjectType(named) || !field.selectionSet) continue
    const given = memberOf(value, field.alias?.value ?? field.name.value)
    if (named.name === 'PageInfo' || !measure.isThere(given)) continue
    if (!named.name.endsWith('Connection')) {
      cost += 1 + selectionCost(field.selectionSet, named, given, measure, costed)
      continue
    }
    const count = measure.nodes(field, type, given, costed)
    const objects = nodesCost(field.selectionSet, named, given, count, measure, costed)
    cost += Math.ceil(objects / costed.rule.objectsPerPoint)
  }
  return cost
}

function nodesCost(
  set: SelectionSetNode,
  connection: GraphQLObjectType,
  value: unknown,
  count: number,
  measure: Measure,
  costed: Costed,
): number {
  const nodeField = connection.getFields()['nodes']
  const nodeType = nodeField && getNamedType(nodeField.type)
  if (!isObjectType(nodeType)) return count
  let objects = count
  for (const field of fieldsOf(set, costed)) {
    if (field.name.value !== 'nodes' || !field.selectionSet) continue
    const {selectionSet} = field
    if (measure === REQUESTED) {
      objects += count * selectionCost(selectionSet, nodeType, null, measure, costed)
      continue
    }
    for (const node of listOf(memberOf(value, field.alias?.value ?? 'nodes'))) {
      objects += selectionCost(selectionSet, nodeType, node, measure, costed)
    }
  }
  return objects
}

function cost(
  operation: OperationDefinitionNode,
  document: DocumentNode,
  value: unknown,
  measure: Measure,
  options: Omit<Costed, 'fragments'>,
): number {
  const root = options.schema.getQueryType()
  if (!root) return 0
  const fragments = new Map(
    document.definitions.flatMap((each) =>
      each.kind === Kind.FRAGMENT_DEFINITION ? [[each.name.value, each] as const] : [],
    ),
  )
  return selectionCost(operation.selectionSet, root, value, measure, {...options, fragments})
}

/** What an operation may cost at most, which decides whether it is admitted. */
export function requestedCost(
  operation: OperationDefinitionNode,
  document: DocumentNode,
  options: Omit<Costed, 'fragments'>,
): number {
  return cost(operation, document, null, REQUESTED, options)
}

/** What an operation cost by what it gave, which the bucket is charged. */
export function actualCost(
  operation: OperationDefinitionNode,
  document: DocumentNode,
  data: unknown,
  options: Omit<Costed, 'fragments'>,
): number {
  return cost(operation, document, data, ACTUAL, options)
}
