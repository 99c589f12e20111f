import {evaluateSync, parse} from 'groq-js'
import {describe, expect, test} from 'vitest'
import {withIdPaths} from './withIdPaths.ts'

const dataset = ['blue.lead.1', 'bluefern.lead.1', 'blue', 'drafts.blue.lead.1'].map((_id) => ({
  _id,
}))

function answer(query: string): unknown {
  return evaluateSync(withIdPaths(parse(query)), {dataset}).data
}

describe('withIdPaths', () => {
  test.each([
    ['*[_id in path("blue.**")]._id', ['blue.lead.1']],
    [
      '*[!(_id in path("blue.**") || _id in path("*"))]._id',
      ['bluefern.lead.1', 'drafts.blue.lead.1'],
    ],
    ['count(*[_id in path("blue.**") && count([1]) == 1])', 1],
    ['*[0..1]{"own": select(_id in path("blue.**") => "yes", "no")}', [{own: 'yes'}, {own: 'no'}]],
    ['*[defined(path("blue.**"))] | order(_id in path("blue.**") desc)[0]._id', 'blue.lead.1'],
  ])('%s', (query, expected) => {
    expect(answer(query)).toEqual(expected)
  })

  test('leaves the rest of an expression as it was', () => {
    const tree = parse('*[_type == "a" && x > $y]{..., "path": path, "n": string::lower(x)}[0]', {
      params: {y: {type: 'FuncCall', namespace: 'global', name: 'path'}},
    })
    expect(withIdPaths(tree)).toEqual(tree)
  })

  test.each(['*[_id in path(_type)]', '*[_id in path(5)]', '*[_id in path("a" + _type)]'])(
    'does not guess what %s means',
    (query) => {
      expect(() => withIdPaths(parse(query))).toThrow('path() takes a text')
    },
  )
})
