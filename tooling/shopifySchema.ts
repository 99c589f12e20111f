// Derives the schema of the local shop from the introspection of Shopify's Admin API that the npm package
// @shopify/dev-mcp carries: the types and fields that our operations reach, without descriptions.
//
//   npm run shopify:schema -- [--from FILE.json.gz]
import {spawnSync} from 'node:child_process'
import {mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {fileURLToPath} from 'node:url'
import {parseArgs} from 'node:util'
import {gunzipSync} from 'node:zlib'
import {
  buildClientSchema,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isObjectType,
  isScalarType,
  isSpecifiedScalarType,
  parse,
  TypeInfo,
  visit,
  visitWithTypeInfo,
  type GraphQLArgument,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
  type IntrospectionQuery,
} from 'graphql'
import {API_VERSION, OPERATIONS} from '../core/shopify/operations.ts'

const PACKAGE = '@shopify/dev-mcp@1.16.0'
const TARGET = fileURLToPath(new URL('../local/shop/adminSchema.graphql', import.meta.url))

/** Unpacks the introspection of our version from the package, which is not installed. */
function fromPackage(): Buffer {
  const directory = mkdtempSync(join(tmpdir(), 'shopify-schema-'))
  const run = (command: string, args: string[]): string => {
    const {status, stdout} = spawnSync(command, args, {cwd: directory, encoding: 'utf8'})
    if (status !== 0) throw new Error(`${command} ${args[0]} failed.`)
    return stdout.trim()
  }
  try {
    const file = run('npm', ['pack', PACKAGE, '--silent'])
    run('tar', ['-xzf', file])
    return readFileSync(join(directory, `package/dist/data/admin_${API_VERSION}.json.gz`))
  } finally {
    rmSync(directory, {recursive: true})
  }
}

function readSchema(packed: Buffer): GraphQLSchema {
  const parsed: {data?: IntrospectionQuery} & Partial<IntrospectionQuery> = JSON.parse(
    gunzipSync(packed).toString('utf8'),
  )
  const introspection = parsed.data ?? parsed
  if (!introspection.__schema) throw new Error('The file is no introspection of a schema.')
  return buildClientSchema({__schema: introspection.__schema})
}

/** The fields of each object type that the operations select. */
function reachedFields(schema: GraphQLSchema): Map<GraphQLObjectType, Set<string>> {
  const reached = new Map<GraphQLObjectType, Set<string>>()
  for (const operation of OPERATIONS) {
    const info = new TypeInfo(schema)
    visit(
      parse(operation),
      visitWithTypeInfo(info, {
        Field: ({name}) => {
          const parent = info.getParentType()
          if (!isObjectType(parent) || !info.getFieldDef()) {
            throw new Error(`Shopify ${API_VERSION} has no field ${name.value} there.`)
          }
          const fields = reached.get(parent) ?? new Set()
          reached.set(parent, fields.add(name.value))
        },
      }),
    )
  }
  return reached
}

function printArgument({name, type, defaultValue}: GraphQLArgument): string {
  const shown = defaultValue === undefined ? '' : ` = ${JSON.stringify(defaultValue)}`
  // The default of an enum is a name.
  const value = isEnumType(getNamedType(type)) ? shown.replaceAll('"', '') : shown
  return `${name}: ${String(type)}${value}`
}

function printSchema(schema: GraphQLSchema): string {
  const reached = reachedFields(schema)
  const leaves = new Map<string, GraphQLNamedType>()
  const noteType = (type: GraphQLNamedType): void => {
    if (isInputObjectType(type)) throw new Error(`An argument takes the object ${type.name}.`)
    if (isEnumType(type) || (isScalarType(type) && !isSpecifiedScalarType(type))) {
      leaves.set(type.name, type)
    }
  }
  const objects = [...reached].map(([type, names]) => {
    const lines = [...names].toSorted().map((name) => {
      const field = type.getFields()[name]
      if (!field) throw new Error(`${type.name} has no field ${name}.`)
      noteType(getNamedType(field.type))
      for (const argument of field.args) noteType(getNamedType(argument.type))
      const args = field.args.length > 0 ? `(${field.args.map(printArgument).join(', ')})` : ''
      return `  ${name}${args}: ${String(field.type)}`
    })
    return `type ${type.name} {\n${lines.join('\n')}\n}`
  })
  const others = [...leaves.values()].map((type) =>
    isEnumType(type)
      ? `enum ${type.name} {\n${type
          .getValues()
          .map(({name}) => `  ${name}`)
          .join('\n')}\n}`
      : `scalar ${type.name}`,
  )
  const root = schema.getQueryType()?.name ?? 'QueryRoot'
  return [
    `# Types and fields of Shopify's Admin API ${API_VERSION} that our operations reach.`,
    `# Made by \`npm run shopify:schema\` from ${PACKAGE} (ISC licence).`,
    `schema {\n  query: ${root}\n}`,
    ...[...objects, ...others].toSorted(),
  ].join('\n\n')
}

const {values} = parseArgs({options: {from: {type: 'string'}}})
const schema = readSchema(values.from ? readFileSync(values.from) : fromPackage())
writeFileSync(TARGET, `${printSchema(schema)}\n`)
console.log(`Written: ${TARGET}`)
