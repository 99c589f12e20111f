import type {ExprNode} from 'groq-js'
import type {GroqNode} from '../groqNode.ts'
import {countWork} from '../workers/workMeter.ts'

/** A function of the lake that a query calls. It takes and gives plain JSON values. */
export type NativeFunction = (...args: unknown[]) => unknown

/**
 * A node that calls a function of the lake with evaluated arguments. groq-js has no way to add
 * functions, so this uses what it has: the arguments become an object, `+` merges that with an object
 * whose `hasOwnProperty` is ours, and the attribute access that follows asks whether it has a `result`.
 * A test checks that groq-js still works that way.
 *
 * @param call - must not keep its arguments; `undefined` counts as null
 * @param args - evaluated in the scope of the node
 */
export function nativeCall(call: NativeFunction, args: readonly ExprNode[]): ExprNode {
  const names = args.map((_, index) => `argument${index}`)
  const callee = {
    hasOwnProperty(this: Record<string, unknown>, name: string): boolean {
      this[name] = call(...names.map((argument) => this[argument] ?? null))
      return true
    },
  }
  return {
    type: 'AccessAttribute',
    name: 'result',
    base: {
      type: 'OpCall',
      op: '+',
      left: {
        type: 'Object',
        attributes: args.map((value, index) => ({
          type: 'ObjectAttributeValue',
          name: `argument${index}`,
          value,
        })),
      },
      right: {type: 'Value', value: callee},
    },
  }
}

/**
 * The time of a query, which counts work whenever groq-js reads it. groq-js can't be interrupted, so
 * {@link metered} makes it read the time.
 */
export class MeteredDate extends Date {
  override toISOString(): string {
    countWork()
    return super.toISOString()
  }
}

const NEVER: GroqNode = {
  type: 'OpCall',
  op: '==',
  left: {type: 'FuncCall', namespace: 'global', name: 'now', args: []},
  right: {type: 'Value', value: null},
}

/**
 * An expression that counts work each time groq-js evaluates it, as it does for each element of a list.
 * It is the fallback of a `select()` whose condition reads the time, see {@link MeteredDate}.
 */
export function metered(expression: GroqNode): GroqNode {
  return {
    type: 'Select',
    alternatives: [
      {type: 'SelectAlternative', condition: NEVER, value: {type: 'Value', value: null}},
    ],
    fallback: expression,
  }
}
