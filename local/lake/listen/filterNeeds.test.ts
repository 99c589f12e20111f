import {array, assert, constantFrom, letrec, oneof, property, record, tuple} from 'fast-check'
import {describe, expect, it} from 'vitest'
import {evaluateGroq, parseGroq} from '../groq/groqNode.ts'
import type {StoredDocument} from '../store/storedDocument.ts'
import {needsOf, NeedIndex} from './filterNeeds.ts'

const AT = '2026-01-01T00:00:00.000Z'

/** Conditions of every form that needs are read from, and of some that they are not. */
const {condition} = letrec<{condition: string}>((tie) => ({
  condition: oneof(
    {depthSize: 'small'},
    constantFrom(
      '_type == "lead"',
      '"lead" == @._type',
      '_type in ["lead", "site"]',
      '_type in ["lead", null]',
      '_type in []',
      '_id == "a"',
      '_id in ["a", "b"]',
      '_id in path("a.**")',
      'site == "one"',
      'status == null',
      'status != "new"',
      'status == "new"',
      '"new" in tags',
      'score > 3',
      'site == status',
      'other.status == "new"',
      'defined(status)',
      'true',
    ),
    tuple(tie('condition'), constantFrom('&&', '||'), tie('condition')).map(
      ([left, operator, right]) => `(${left} ${operator} ${right})`,
    ),
    tie('condition').map((inner) => `!(${inner})`),
  ),
}))

const document = record({
  _id: constantFrom('a', 'b', 'a.c'),
  _type: constantFrom('lead', 'site', 'note'),
  site: constantFrom('one', 'two', null, 3),
  status: constantFrom('new', 'won', null, ['new'], {status: 'new'}),
  tags: constantFrom(['new'], [], null),
  score: constantFrom(1, 5, 'x'),
}).map((fields): StoredDocument => ({...fields, _rev: 'r', _createdAt: AT, _updatedAt: AT}))

function matches(filter: string, among: StoredDocument | null): boolean {
  const found = evaluateGroq(parseGroq(`*[${filter}]`), {dataset: among ? [among] : []})
  return Array.isArray(found) && found.length > 0
}

describe('needsOf', () => {
  it.each([
    ['_type == "lead" && site == "one"', [{attribute: '_type', values: ['lead']}]],
    ['site == "one" && status == "new"', [{attribute: 'status', values: ['new']}]],
    ['_type == "lead" && _id in ["a", "b"]', [{attribute: '_id', values: ['a', 'b']}]],
    [
      '_id == "a" || _id == "drafts.a"',
      [
        {attribute: '_id', values: ['a']},
        {attribute: '_id', values: ['drafts.a']},
      ],
    ],
    ['_id == "a" || score > 1', null],
    ['!(_id == "a")', null],
    ['_type in []', [{attribute: '_type', values: []}]],
    ['_type == null', null],
  ])('%s', (filter, needs) => {
    expect(needsOf(parseGroq(filter))).toEqual(needs)
  })

  it('finds every subscriber of each matching document', () => {
    assert(
      property(array(condition, {minLength: 1, maxLength: 6}), document, document, (all, a, b) => {
        const index = new NeedIndex<string>()
        for (const filter of all) index.add(filter, needsOf(parseGroq(filter)))
        for (const [before, after] of [[a, b] as const, [null, a] as const, [b, null] as const]) {
          const found = index.find(before, after)
          const matching = all.filter((filter) => matches(filter, before) || matches(filter, after))
          expect(matching.filter((filter) => !found.has(filter))).toEqual([])
        }
        for (const filter of all) index.remove(filter, needsOf(parseGroq(filter)))
        expect(index.find(a, b).size).toBe(0)
      }),
    )
  })
})
