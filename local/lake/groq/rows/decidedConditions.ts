import {compileCondition} from '../native/nativeCondition.ts'
import type {NativeCondition} from '../native/nativeValue.ts'
import type {QueryDocument} from '../sortedDocuments.ts'
import {compileSql} from '../sql/compileCondition.ts'
import {expressionKey} from '../groqTree.ts'
import type {PreparedFilter} from '../sql/preparedFilter.ts'

/** Keys of the conditions that SQL decides by itself for every plain document. */
export function decidedConditions({scope, conditions}: PreparedFilter): ReadonlySet<string> {
  const decided = conditions.filter((node) => compileSql(node, true, scope).exact)
  return new Set(decided.map(expressionKey))
}

/**
 * Judges documents of rows that a filter's statement found by what SQL has left open.
 *
 * @returns `null` when something of that is left to groq-js
 */
export function judgeOf(prepared: PreparedFilter): ((document: QueryDocument) => boolean) | null {
  const decided = decidedConditions(prepared)
  const checks: NativeCondition[] = []
  for (const node of prepared.conditions) {
    if (decided.has(expressionKey(node))) continue
    const check = compileCondition(node)
    if (!check) return null
    checks.push(check)
  }
  return (document) => checks.every((check) => check(document) === true)
}
