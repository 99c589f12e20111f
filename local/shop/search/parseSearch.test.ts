import * as fc from 'fast-check'
import {expect, test} from 'vitest'
import {parseSearch, type SearchNode} from './parseSearch.ts'

function shown(node: SearchNode | null): string {
  if (!node) return '(nothing)'
  if (node.kind === 'not') return `not(${shown(node.node)})`
  if (node.kind !== 'term') return `${node.kind}(${node.nodes.map(shown).join(' ')})`
  const value = node.quoted ? `"${node.value}"` : node.value
  return `${node.field === null ? '' : `${node.field}:`}${node.comparator}${value}`
}

test.each([
  ['', '(nothing)'],
  ['bob', 'bob'],
  ['tag:vip', 'tag:vip'],
  ['orders_count:>=2', 'orders_count:>=2'],
  ["updated_at:<'2026-01-01T00:00:00Z'", 'updated_at:<"2026-01-01T00:00:00Z"'],
  ["tag:'a,b' state:enabled", 'and(tag:"a,b" state:enabled)'],
  ['a OR b AND c', 'or(a and(b c))'],
  ['(a OR b) AND c', 'and(or(a b) c)'],
  ['NOT tag:vip -state:enabled', 'and(not(tag:vip) not(state:enabled))'],
  ['email:"o\\"brien@shop.example"', 'email:"o"brien@shop.example"'],
  ['tag:price\\:list', 'tag:price:list'],
  ['first_name:Jean-Luc', 'first_name:Jean-Luc'],
  ["customer_date: >='2024-01-01'", 'customer_date:>="2024-01-01"'],
  ['tag: vip', 'and(tag: vip)'],
  ['tag:', 'tag:'],
  ['(a', 'a'],
  ['a) b', 'and(a b)'],
])('reads %s', (text, expected) => {
  expect(shown(parseSearch(text))).toBe(expected)
})

test('splits a timestamp without quotes at its colons', () => {
  expect(shown(parseSearch('updated_at:>=2026-01-01T00:00:00Z'))).toBe(
    'and(updated_at:>=2026-01-01T00 00:00Z)',
  )
})

test('reads any text', () => {
  fc.assert(
    fc.property(
      fc.string({unit: fc.constantFrom(...Array.from('ab:()<>=\'"\\- ANDORT*'))}),
      (text) => {
        expect(typeof shown(parseSearch(text))).toBe('string')
      },
    ),
  )
})
