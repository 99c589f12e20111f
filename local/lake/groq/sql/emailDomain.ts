import {parseGroq, type GroqNode, type OpCallNode} from '../groqNode.ts'
import {expressionKey, constantValue} from '../groqTree.ts'
import type {TypePlan} from '../indexes/indexPlan.ts'
import type {ConditionScope} from './keyColumn.ts'
import {keyText} from '../indexes/keyValue.ts'
import {allOf, anyOf, not, sql, type SqlCondition} from './sqlText.ts'

/** Of more domains than this, the domain of each address is worked out once. */
const MAX_DOMAINS = 8

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

/** That an address has one of some domains, by how it ends: which is quicker than cutting it up. */
function hasDomain(address: string, domains: readonly string[]): SqlCondition {
  const ends = domains.map((domain) => {
    const end = `@${domain}`
    return sql(`substr(${address}, -${Array.from(end).length}) = ?`, end)
  })
  return allOf([sql(`typeof(${address}) = 'text'`), anyOf(ends)])
}

/**
 * Compiles `domain == "…"` and `domain in ["…"]`; `null` for any other condition.
 *
 * @param wanted - whether the condition is to be true or false; it is never null
 */
export function compileDomainIs(
  {op, left, right}: OpCallNode,
  wanted: boolean,
  {plan}: ConditionScope,
): SqlCondition | null {
  const address = isEmailDomain(left) && plan.columns.find(({key}) => key === ADDRESS)
  const value = constantValue(right)?.value
  const values: readonly unknown[] | null = op === 'in' && Array.isArray(value) ? value : null
  const list = op === '==' || op === '!=' ? [value] : values
  if (!address || !list || list.length > MAX_DOMAINS) return null
  const keys = list.flatMap((domain) => {
    const key = typeof domain === 'string' && !domain.includes('@') ? keyText(domain) : null
    return key === null ? [] : [key]
  })
  if (keys.length < list.length) return null
  const holds = hasDomain(`e.${address.name}`, keys)
  return (op === '!=') === wanted ? not(holds) : holds
}
