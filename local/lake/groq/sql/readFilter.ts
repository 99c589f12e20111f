import {permissionPredicate, type GrantHolder} from '../../access/grantPredicate.ts'
import {foldConstants} from '../plan/foldConstants.ts'
import {parseGroq, type GroqNode} from '../groqNode.ts'
import type {ReadFilter} from './preparedFilter.ts'

const NOBODY: GroqNode = {type: 'Value', value: false}

/**
 * What a caller may read, as a condition for SQL and as the function that decides.
 *
 * @throws when a grant's filter is not valid GROQ
 */
export function readFilter(holder: GrantHolder): ReadFilter {
  const context = {identity: holder.id, dataset: []}
  const grants = holder.grants
    .filter((grant) => grant.permissions.includes('read'))
    .map((grant) => foldConstants(parseGroq(grant.filter), context))
  const [first, ...others] = grants
  const granted = others.reduce<GroqNode>(
    (left, right) => ({type: 'Or', left, right}),
    first ?? NOBODY,
  )
  const condition: GroqNode = holder.administrator
    ? granted
    : {type: 'And', left: granted, right: parseGroq('!string::startsWith(_id, "_.groups.")')}
  return {condition, mayRead: permissionPredicate(holder, 'read')}
}
