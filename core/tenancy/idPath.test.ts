import * as fc from 'fast-check'
import {describe, expect, it, test} from 'vitest'
import {cpuTime} from '../../tooling/testing/cpuTime.ts'
import {IdPath, withIdPaths} from './idPath.ts'
import {evaluateSync, parse} from 'groq-js'

describe('IdPath', () => {
  it.each([
    ['blue.**', 'blue.lead.1', true],
    ['blue.**', 'blue.lead', true],
    ['blue.**', 'bluefern.lead.1', false],
    ['blue.**', 'blue-lead.1', false],
    ['blue.**', 'blue', false],
    ['blue.**', 'drafts.blue.lead.1', false],
    ['**', 'anything.at.all', true],
    ['**', 'root', true],
    ['*', 'root', true],
    ['*', 'a.b', false],
    ['a.*', 'a.b', true],
    ['a.*', 'a.b.c', false],
    ['a.*', 'axb', false],
    ['a.*.c', 'a.b.c', true],
    ['a.**.z', 'a.b.c.z', true],
    ['a.**.z', 'a.b.c.zz', false],
    ['*.lead.*', 'blue.lead.1', true],
    ['a.b', 'a.b', true],
    ['a.b', 'a-b', false],
    ['a+', 'aa', false],
    ['a*', 'a*', true],
    ['a*', 'ab', false],
    ['', '', true],
    ['', 'a', false],
    ['a.**', 'a.b\nc', true],
  ])('%s and %s: %s', (pattern, id, expected) => {
    expect(new IdPath(pattern).matches(id)).toBe(expected)
  })

  it('is its pattern in JSON', () => {
    expect(JSON.stringify(new IdPath('a.**'))).toBe('"a.**"')
  })
})

describe('a pattern with many wildcards', () => {
  const segment = fc.constantFrom('a', 'b', 'ab', '')
  const part = fc.constantFrom('a', 'b', 'ab', '*', '**')

  test('matches like the equivalent regular expression', () => {
    const id = fc.array(segment, {minLength: 1, maxLength: 8}).map((parts) => parts.join('.'))
    const pattern = fc.array(part, {minLength: 1, maxLength: 5}).map((parts) => parts.join('.'))
    fc.assert(
      fc.property(id, pattern, (text, written) => {
        const source = written
          .split('.')
          .map((each) => (each === '**' ? '.*' : each === '*' ? '[^.]+' : each))
          .join(String.raw`\.`)
        expect(new IdPath(written).matches(text)).toBe(new RegExp(`^${source}$`, 's').test(text))
      }),
      {numRuns: 2000},
    )
  })

  test('takes no longer than a simple one', () => {
    const id = Array.from({length: 2000}, () => 'a').join('.')
    const pattern = `${Array.from({length: 40}, () => '**.a').join('.')}.b`
    const spent = cpuTime(() => expect(new IdPath(pattern).matches(id)).toBe(false))
    // The expression that this was before did not end.
    expect(spent).toBeLessThan(1000)
  })
})

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

  test('keeps the rest of an expression', () => {
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
