import {describe, expect, it} from 'vitest'
import {parseGroq, type GroqNode} from '../groqNode.ts'
import {countToMembership} from './simplify.ts'

function simplified(text: string): GroqNode {
  const node = parseGroq(text)
  if (node.type !== 'OpCall') throw new Error('The condition is no comparison')
  return countToMembership(node)
}

describe('how many elements of a list are one value', () => {
  it.each([
    'count(tags[@ == "vip"]) > 0',
    'count(tags["vip" == @]) >= 1',
    'count(tags[(@ == "vip")]) > 0',
  ])('%s is whether the list has it', (condition) => {
    expect(simplified(condition)).toEqual(parseGroq('"vip" in tags'))
  })

  it.each([
    'count(tags[@ == "vip"]) > 1',
    'count(tags[@ == "vip"]) >= 0',
    'count(tags[@ == null]) > 0',
    'count(tags[@ != "vip"]) > 0',
    'count(tags[name == "vip"]) > 0',
    'count(tags) > 0',
  ])('%s is something else', (condition) => {
    expect(simplified(condition)).toEqual(parseGroq(condition))
  })
})
