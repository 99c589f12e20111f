import type {GroqNode} from '../groqNode.ts'
import {constantValue, expressionKey, isCall} from '../groqTree.ts'
import {patternWords} from '../indexes/matchWords.ts'
import {NO_WORDS, startSignature, unite, type Signature} from '../indexes/wordSignature.ts'
import type {ConditionScope} from './conditionScope.ts'
import {wordColumns} from './matchCondition.ts'
import {allOf, ALWAYS, anyOf, sql, type SqlCondition} from './sqlCondition.ts'

/** Signatures of which a document has at least one wherever a condition is true. */
type Signatures = readonly Signature[]

/** More alternatives are not worth checking. */
const MAX_ALTERNATIVES = 6

/**
 * Signatures of which a document must have one for a condition on words to be true; `null` where
 * nothing is known. Other documents have them too.
 */
export function neededSignatures(node: GroqNode, scope: ConditionScope): Signatures | null {
  return scope.plan.signature.length === 0 ? null : signaturesOf(node, scope)
}

/** {@link neededSignatures} as a condition. */
export function signatureCondition(node: GroqNode, scope: ConditionScope): SqlCondition | null {
  const signatures = neededSignatures(node, scope)
  const columns = scope.plan.signature
  if (!signatures) return null
  return anyOf(
    signatures.map((signature) =>
      allOf(
        columns.map((name, index) => {
          const bits = signature[index] ?? 0
          return bits === 0 ? ALWAYS : sql(`(e.${name} & ?) = ?`, bits, bits)
        }),
      ),
    ),
  )
}

function signaturesOf(node: GroqNode, scope: ConditionScope): Signatures | null {
  switch (node.type) {
    case 'Group':
      return signaturesOf(node.base, scope)
    case 'And': {
      const left = signaturesOf(node.left, scope)
      const right = signaturesOf(node.right, scope)
      if (!left || !right) return left ?? right
      const both = distinct(left.flatMap((one) => right.map((other) => unite(one, other))))
      return both.length > MAX_ALTERNATIVES ? left : both
    }
    case 'Or': {
      const left = signaturesOf(node.left, scope)
      const right = left && signaturesOf(node.right, scope)
      const either = right && distinct([...left, ...right])
      return either && either.length <= MAX_ALTERNATIVES ? either : null
    }
    case 'OpCall': {
      const pattern = node.op === 'match' ? constantValue(node.right) : null
      const words = pattern && patternWords(pattern.value)
      if (!words || !wordColumns(node.left, scope)) return null
      return ofWords(words.flatMap(({start}) => (start ? [start.text] : [])))
    }
    default: {
      const lower = lowerStart(node, scope)
      return lower && ofWords(wordsOfStart(lower.start))
    }
  }
}

/** The signature of all of some words; `null` when they set no bits. */
function ofWords(starts: readonly string[]): Signatures | null {
  const signature = starts.map(startSignature).reduce(unite, NO_WORDS)
  return signature.some((bits) => bits !== 0) ? [signature] : null
}

function distinct(signatures: Signatures): Signatures {
  return [...new Map(signatures.map((one) => [one.join(), one])).values()]
}

/** Reads `string::startsWith(lower(text), "start")` on a text that has a column of words. */
export function lowerStart(
  node: GroqNode,
  {plan}: Pick<ConditionScope, 'plan'>,
): {column: string; start: string} | null {
  if (node.type === 'Group') return lowerStart(node.base, {plan})
  if (!isCall(node, 'string::startsWith')) return null
  const [subject, prefix] = node.args
  const start = prefix && constantValue(prefix)
  if (subject?.type !== 'FuncCall' || subject.name !== 'lower') return null
  const [text] = subject.args
  const column = text && plan.texts.find(({key}) => key === expressionKey(text))
  return column && typeof start?.value === 'string'
    ? {column: column.name, start: start.value}
    : null
}

/** The start of a text whose words do not depend on what follows, nor on the original case. */
const PLAIN_START = /^[a-z0-9]+(?:[ .@-]+[a-z0-9]+)*[ @-]*/
const DOT_BETWEEN = /(?<=[a-z0-9])\.+(?=[a-z0-9])/g

/**
 * Beginnings of words, in the case of `matchWords`, that every text has whose lower case starts with
 * `start`.
 */
export function wordsOfStart(start: string): string[] {
  const plain = PLAIN_START.exec(start)?.[0] ?? ''
  // `match` drops the dots at the edge of a word: `ada.byron` is one word.
  const joined = plain.replaceAll(DOT_BETWEEN, '')
  if (joined.includes('.')) return wordsOfStart(plain.slice(0, plain.indexOf('.')))
  return joined
    .toUpperCase()
    .split(/[ @-]+/)
    .filter((word) => word !== '')
}
