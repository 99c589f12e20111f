import {describe, expect, it} from 'vitest'
import {parseGroq} from '../groqNode.ts'
import {foldSubqueries} from './foldConstants.ts'

/** How often something is evaluated once for all elements, and what is left of a filter. */
function folded(filter: string) {
  let evaluated = 0
  const node = foldSubqueries(parseGroq(filter), () => {
    evaluated += 1
    return ['value']
  })
  return {evaluated, node}
}

describe('a query within a filter', () => {
  it('is evaluated once where it is the same for each element', () => {
    expect(folded('email in *[_type == "suppression"].email').node).toMatchObject({
      right: {type: 'Value', value: ['value']},
    })
    expect(folded('a == 1 && !(b in *[].c) && d in *[e in *[f == ^.g].h].i').evaluated).toBe(2)
    expect(folded('count(*[_type == "lead"]) > 3').node).toEqual({type: 'Value', value: ['value']})
  })

  it.each([
    'count(*[_type == "lead" && status == ^.status]) > 0',
    'email in *[site == ^.site].email',
    'a in *[count(*[b == ^.^.c]) > 0].d',
    'ref._ref in *[references(^._id)]._id',
    'status == "new"',
  ])('%s is not folded where it depends on its context', (filter) => {
    expect(folded(filter)).toEqual({evaluated: 0, node: parseGroq(filter)})
  })

  it.each(['references("a")', 'sanity::versionOf("a")', 'sanity::partOfRelease("r1")'])(
    '%s is not folded, because it reads the document implicitly',
    (call) => {
      const {node} = folded(`${call} || count(*[_type == "lead"]) > 1`)
      expect(node).toMatchObject({type: 'Or', left: parseGroq(call), right: {type: 'Value'}})
    },
  )
})
