import {describe, expect, it} from 'vitest'
import {parseGroq} from '../groqNode.ts'
import {keyOf} from './keyValue.ts'
import {namedMembers, namedValueOf} from './namedValue.ts'

describe('values by name', () => {
  it.each([
    ['customFields[name == $n][0].value', 'customFields', false],
    ['lower(customFields[name == "city"][0].value)', 'customFields', true],
    ['string::lower((answers[name == $n][0].value))', 'answers', true],
  ])('%s is valid', (expression, list, lower) => {
    expect(namedValueOf(parseGroq(expression))).toMatchObject({list, lower})
  })

  it.each([
    'customFields[name == $n][1].value',
    'customFields[name == $n][0].label',
    'customFields[key == $n][0].value',
    'customFields[name != $n][0].value',
    'customFields[name == label][0].value',
    'other.customFields[name == $n][0].value',
    'upper(customFields[name == $n][0].value)',
    'customFields[0].value',
  ])('%s is invalid', (expression) => {
    expect(namedValueOf(parseGroq(expression))).toBeNull()
  })

  it('are stored as they are and in lower case, the first of each name', () => {
    const list = [
      {name: 'city', value: 'Kiel'},
      {name: 'city', value: 'Lund'},
      {name: 'size', value: 'xl'},
      {name: 'none'},
      {value: 'nameless'},
      'no object',
    ]
    expect(namedMembers(list)).toEqual(['city\u001Ekiel\u001EKiel', 'size\u001Exl\u001E'])
    expect(namedMembers('no list')).toEqual([])
  })

  it('leave a document without an index entry where they have no key', () => {
    const unusual = [
      {name: 'size', value: 3},
      {name: 'size', value: {}},
      {name: 'n'.repeat(100), value: 'x'},
      {name: 'text', value: 'a\u001Eb'},
    ]
    for (const entry of unusual) {
      expect(namedMembers([entry]).some((member) => keyOf(member) === null)).toBe(true)
    }
    const [member = ''] = namedMembers([{name: 'text', value: '\u{1F600}'.repeat(300)}])
    expect(keyOf(member)).not.toBeNull()
  })
})
