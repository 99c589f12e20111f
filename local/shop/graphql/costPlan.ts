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

/** A field that costs something: one that gives an object, or a page of objects. */
export interface CostedField {
  /** Its name in the answer. */
  key: string
  /** Of a page, how many objects were asked for; `null` for a single object. */
  pageSize: ((variables: Readonly<Record<string, unknown>>) => number) | null
  /** Names of a page's list of objects in the answer. */
  lists: readonly string[]
  /** Of an object, or of each object of a page. */
  fields: readonly CostedField[]
}

/**
 * The fields of an operation that cost something: scalars cost nothing, and neither does `pageInfo`.
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
