import {describe, expect, it} from 'vitest'
import {IdPath} from './idPath.ts'

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
