import type {ExprNode} from 'groq-js'

/** A function of the lake that a query calls; takes and gives plain JSON values. */
export type NativeFunction = (...args: unknown[]) => unknown

/**
 * An expression that evaluates its arguments as GROQ and gives what a function of ours makes of
 * them. groq-js has no way to add functions, so this is built of parts it has: the arguments become
 * an object, `+` merges that with an object whose `hasOwnProperty` is ours, and the attribute access
 * that follows asks it whether it has a `result`. A test holds groq-js to it.
 *
 * @param call - must not keep its arguments; `undefined` counts as null
 * @param args - evaluated in the scope in which the expression stands
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
