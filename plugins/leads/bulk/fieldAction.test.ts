import {describe, expect, test} from 'vitest'
import {fieldAction, enteredProblem} from './fieldAction.ts'

describe('a field’s new value', () => {
  test.each([
    ['company', '', ' Engines ', {kind: 'setField', field: 'company', value: 'Engines'}],
    ['company', '', ' ', {kind: 'setField', field: 'company', value: ''}],
    ['score', '', '12', {kind: 'setScore', value: 12}],
    ['score', '', '', {kind: 'setScore', value: null}],
    ['custom:size', '', '10', {kind: 'setCustomField', name: 'size', value: '10'}],
    ['other', ' size ', '10', {kind: 'setCustomField', name: 'size', value: '10'}],
    ['other', ' ', '10', null],
    ['score', '', 'x', null],
    ['linkedIn', '', 'example.com', null],
    ['', '', 'x', null],
  ])('%s %s %s', (field, name, value, expected) => {
    expect(fieldAction(field, name, value)).toEqual(expected)
  })

  test('is checked only where there is one', () => {
    expect(enteredProblem('linkedIn', '')).toBeNull()
    expect(enteredProblem('linkedIn', 'www.linkedin.com/in/x')).toBeNull()
    expect(enteredProblem('linkedIn', 'https://example.com/in/x')).toMatchObject({
      code: 'field.not-linkedin',
    })
    expect(enteredProblem('score', '1e400')).toEqual({code: 'field.score-not-number'})
  })
})
