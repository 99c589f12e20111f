import type {GroqNode} from '../groqNode.ts'
import {countWork} from '../workers/workMeter.ts'

/**
 * The time of a query, which counts work whenever groq-js asks it. groq-js has no way to be
 * interrupted, so {@link metered} makes it ask.
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
 * An expression that groq-js evaluates for each element of a list, and counts as work each time. It
 * is the last branch of a `select()` whose first asks for the time, see {@link MeteredDate}.
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
