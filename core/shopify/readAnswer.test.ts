import {anything, assert, integer, property, string} from 'fast-check'
import {describe, expect, test} from 'vitest'
import {readAnswer, type RawAnswer} from './readAnswer.ts'
import {isPassing, SHOP_FAULTS, type ShopFault} from './shopFaults.ts'

const VERSION = '2026-10'
const COST = {
  requestedQueryCost: 14,
  actualQueryCost: 11,
  throttleStatus: {maximumAvailable: 2_000, currentlyAvailable: 1_989, restoreRate: 100},
}
const DATA = {customers: {nodes: []}}

function answer(body: object, more: Partial<RawAnswer> = {}) {
  return readAnswer(
    {status: 200, apiVersion: VERSION, body: JSON.stringify(body), ...more},
    VERSION,
  )
}
const ok = {data: DATA, extensions: {cost: COST}}
const failing = (...errors: object[]) => answer({...ok, errors})

describe('an answer', () => {
  test('is data, with what it cost', () => {
    expect(answer(ok)).toEqual({
      kind: 'data',
      data: DATA,
      cost: {requested: 14, actual: 11, status: COST.throttleStatus},
    })
  })

  test('is throttled, with what was asked for', () => {
    const extensions = {cost: {...COST, actualQueryCost: null}}
    const errors = [{message: 'Throttled', extensions: {code: 'THROTTLED'}}]
    expect(answer({errors, extensions})).toMatchObject({
      kind: 'throttled',
      cost: {requested: 14, actual: null},
    })
    expect(answer({}, {status: 429})).toEqual({kind: 'throttled', cost: null})
  })

  test.each<[ShopFault, number]>([
    ['token-refused', 401],
    ['store-frozen', 402],
    ['store-gone', 404],
    ['store-gone', 423],
    ['unreachable', 500],
    ['unreachable', 503],
    ['unreachable', 302],
  ])('is %s with HTTP status %i', (fault, status) => {
    expect(answer(ok, {status})).toMatchObject({kind: 'fault', fault})
  })

  test('is no data with an error, even when data came too', () => {
    const scope =
      'Access denied for customers field. Required access: `read_customers` access scope.'
    const denied = {extensions: {code: 'ACCESS_DENIED'}}
    expect(failing({message: scope, ...denied})).toMatchObject({fault: 'scope-missing'})
    const object = 'This app is not approved to access the Customer object.'
    expect(failing({message: object, path: ['customers']})).toMatchObject({
      fault: 'data-not-approved',
    })
    const email = 'This app is not approved to use the email field.'
    const flood = {message: 'Too many execution errors, max error limit reached.'}
    expect(failing({message: email, ...denied}, flood)).toMatchObject({fault: 'field-not-approved'})
    expect(failing({message: 'denied', ...denied})).toMatchObject({fault: 'data-not-approved'})
    expect(failing({message: 'x', extensions: {code: 'MAX_COST_EXCEEDED'}})).toMatchObject({
      fault: 'query-too-costly',
    })
    expect(failing({message: 'Field does not exist'})).toMatchObject({fault: 'shape-other'})
  })

  test('is no data in another version, or with a search that was not understood', () => {
    expect(answer(ok, {apiVersion: '2027-01'})).toMatchObject({fault: 'version-other'})
    expect(answer(ok, {apiVersion: null})).toMatchObject({fault: 'version-other'})
    const search = [{path: ['customers'], warnings: [{field: '00', code: 'invalid_field'}]}]
    expect(answer({...ok, extensions: {cost: COST, search}})).toMatchObject({
      fault: 'search-ignored',
    })
    const clean = [{path: ['customers'], warnings: []}]
    expect(answer({...ok, extensions: {cost: COST, search: clean}})).toMatchObject({kind: 'data'})
  })

  test('is no data when it was cut off, lacks the data or does not say what it cost', () => {
    const cut = JSON.stringify(ok).slice(0, -4)
    expect(answer(ok, {body: cut})).toMatchObject({fault: 'unreachable'})
    expect(answer({...ok, data: null})).toMatchObject({fault: 'shape-other'})
    expect(answer({data: DATA})).toMatchObject({fault: 'shape-other'})
    expect(answer({errors: '[API] Invalid API key'})).toMatchObject({fault: 'token-refused'})
  })

  test('is classified, whatever it contains', () => {
    assert(
      property(integer({min: 100, max: 599}), anything(), string(), (status, body, version) => {
        const text = JSON.stringify(body) ?? ''
        const read = readAnswer({status, apiVersion: version, body: text}, VERSION)
        expect(['data', 'throttled', 'fault']).toContain(read.kind)
      }),
    )
  })
})

test('every fault says what to do, and only two are temporary', () => {
  const faults = Object.entries(SHOP_FAULTS)
  expect(faults.every(([, message]) => /^[A-Z].*\.$/u.test(message))).toBe(true)
  expect(isPassing('unreachable') && isPassing('throttled')).toBe(true)
  expect(isPassing('scope-missing')).toBe(false)
})
