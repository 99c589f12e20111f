import {
  getArgumentValues,
  getNamedType,
  isObjectType,
  Kind,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql'

/** A field that costs points: an object, or a page of objects. */
export interface CostedField {
  /** Its name in the answer. */
  key: string
  /** Number of objects of a page; `null` for a single object. */
  pageSize: ((variables: Readonly<Record<string, unknown>>) => number) | null
  /** Names of the lists of a page's objects in the answer. */
  lists: readonly string[]
  /** Fields of the object, or of each object of the page. */
  fields: readonly CostedField[]
}

/**
 * The fields of an operation that cost points: scalars cost nothing, and neither does `pageInfo`.
 *
 * @param document - valid for the schema
 */
export function costPlan(
  operation: OperationDefinitionNode,
  document: DocumentNode,
  schema: GraphQLSchema,
): CostedField[] {
  const fragments = new Map(
    document.definitions.flatMap((each) =>
      each.kind === Kind.FRAGMENT_DEFINITION ? [[each.name.value, each] as const] : [],
    ),
  )
  const root = schema.getQueryType()
  return root ? planOf([operation.selectionSet], root, fragments) : []
}

type Fragments = ReadonlyMap<string, FragmentDefinitionNode>

function fieldsOf(set: SelectionSetNode, fragments: Fragments): FieldNode[] {
  return set.selections.flatMap((selection) => {
    if (selection.kind === Kind.FIELD) return [selection]
    if (selection.kind === Kind.INLINE_FRAGMENT) return fieldsOf(selection.selectionSet, fragments)
    const fragment = fragments.get(selection.name.value)
    return fragment ? fieldsOf(fragment.selectionSet, fragments) : []
  })
}

function planOf(
  sets: readonly SelectionSetNode[],
  type: GraphQLObjectType,
  fragments: Fragments,
): CostedField[] {
  return sets
    .flatMap((set) => fieldsOf(set, fragments))
    .flatMap((field) => {
      const definition = type.getFields()[field.name.value]
      const given = definition && getNamedType(definition.type)
      const key = field.alias?.value ?? field.name.value
      if (!definition || !isObjectType(given) || !field.selectionSet) return []
      if (given.name === 'PageInfo') return []
      if (!given.name.endsWith('Connection')) {
        const fields = planOf([field.selectionSet], given, fragments)
        return [{key, pageSize: null, lists: [], fields}]
      }
      return [{key, ...pagePlan(field, field.selectionSet, definition, given, fragments)}]
    })
}

function pagePlan(
  field: FieldNode,
  set: SelectionSetNode,
  definition: GraphQLField<unknown, unknown>,
  connection: GraphQLObjectType,
  fragments: Fragments,
): Omit<CostedField, 'key'> {
  const nodes = connection.getFields()['nodes']
  const node = nodes && getNamedType(nodes.type)
  const lists = fieldsOf(set, fragments).filter(({name}) => name.value === 'nodes')
  const sets = lists.flatMap(({selectionSet}) => (selectionSet ? [selectionSet] : []))
  return {
    pageSize(variables) {
      const args = getArgumentValues(definition, field, variables)
      const size: unknown = args['first'] ?? args['last']
      return typeof size === 'number' ? Math.max(0, size) : 0
    },
    lists: lists.map(({alias, name}) => alias?.value ?? name.value),
    fields: isObjectType(node) ? planOf(sets, node, fragments) : [],
  }
}

/** A single operation may cost no more, on any plan. */
export const MAX_COST = 1000

type Variables = Readonly<Record<string, unknown>>

/**
 * The most that an operation may cost, which decides whether it is admitted: one point for an object; for a
 * page the number of its objects, and of those within them, divided by the objects that cost one point.
 *
 * @param objectsPerPoint - 20 gives what was measured of a page of 250 orders (13 points); 1 counts
 *   every object
 */
export function requestedCost(
  fields: readonly CostedField[],
  variables: Variables,
  objectsPerPoint: number,
): number {
  let cost = 0
  for (const {pageSize, fields: inner} of fields) {
    const each = 1 + requestedCost(inner, variables, objectsPerPoint)
    cost += pageSize ? Math.ceil((pageSize(variables) * each) / objectsPerPoint) : each
  }
  return cost
}

/** What an operation cost by its answer; the bucket is charged this. */
export function actualCost(
  fields: readonly CostedField[],
  data: unknown,
  objectsPerPoint: number,
): number {
  let cost = 0
  for (const {key, pageSize, lists, fields: inner} of fields) {
    const given = memberOf(data, key)
    if (given === null || given === undefined) continue
    if (!pageSize) {
      cost += 1 + actualCost(inner, given, objectsPerPoint)
      continue
    }
    let objects = 0
    for (const list of lists) {
      const nodes = memberOf(given, list)
      if (!Array.isArray(nodes)) continue
      for (const node of nodes) objects += 1 + actualCost(inner, node, objectsPerPoint)
    }
    cost += Math.ceil(objects / objectsPerPoint)
  }
  return cost
}

function memberOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined
}
