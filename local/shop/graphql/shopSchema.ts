import {readFileSync} from 'node:fs'
import {buildSchema, extendSchema, parse, type GraphQLSchema} from 'graphql'
import {UNKNOWN_ENUM_VALUES} from '../customers/makeCustomer.ts'

const SDL = readFileSync(new URL('../adminSchema.graphql', import.meta.url), 'utf8')

let ordinary: GraphQLSchema | null = null
let hostile: GraphQLSchema | null = null

/**
 * The part of the Admin API that our operations reach.
 *
 * @param isHostile - with values of enums that the real schema does not have
 */
export function shopSchema(isHostile: boolean): GraphQLSchema {
  ordinary ??= buildSchema(SDL, {assumeValidSDL: true})
  if (!isHostile) return ordinary
  const additions = Object.entries(UNKNOWN_ENUM_VALUES).map(
    ([type, value]) => `extend enum ${type} { ${value} }`,
  )
  hostile ??= extendSchema(ordinary, parse(additions.join('\n')))
  return hostile
}
