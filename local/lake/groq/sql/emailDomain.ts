import {parseGroq, type GroqNode} from '../groqNode.ts'
import {expressionKey} from './expressionKey.ts'
import type {TypePlan} from './indexPlan.ts'

/** What follows the last `@` of an address, in lower case, as the audience compiler writes it. */
const DOMAIN = expressionKey(
  parseGroq('lower(select(count(string::split(email, "@")) > 1 => string::split(email, "@")[-1]))'),
)
const ADDRESS = expressionKey(parseGroq('lower(email)'))

/** Whether an expression is the domain of an address, in lower case. */
export function isEmailDomain(node: GroqNode): boolean {
  return node.type === 'FuncCall' && expressionKey(node) === DOMAIN
}

/**
 * SQL for the key of an address's domain, from the column of the address; `null` for any other
 * expression. Of a whole in lower case the domain is the same as the domain in lower case.
 */
export function emailDomainSql(node: GroqNode, {columns}: TypePlan): string | null {
  const address = columns.find(({key}) => key === ADDRESS)
  if (!address || !isEmailDomain(node)) return null
  const text = `e.${address.name}`
  // Cutting off all characters but one leaves what ends with its last occurrence.
  const before = `rtrim(${text}, replace(${text}, '@', ''))`
  return `(CASE WHEN typeof(${text}) = 'text' AND instr(${text}, '@') > 0 THEN substr(${text}, length(${before}) + 1) ELSE x'02' END)`
}
