import {describe, expect, test} from 'vitest'
import {isOpaqueId, redactId} from './redaction.ts'

const ULID = '01ARZ3NDEKTSV4RRFFQ69G5FAV'
const PERSON = 'abcdefghijklmnopqrstuvwxyz'

describe('an id of a document', () => {
  test.each([
    `artameta.lead.${PERSON}`,
    `artameta.lead.${ULID}`,
    `artameta.activity.${PERSON}.${ULID}`,
    `artameta.bulk.${ULID}`,
    `artameta.bulk.delete.${ULID}`,
    `artameta.refresh.network.${ULID}`,
    'artameta.rule.customers',
    'artameta.consent.texts',
  ])('%s says nothing about a person', (id) => {
    expect(isOpaqueId('artameta', id)).toBe(true)
    expect(redactId('artameta', id, 's')).toBe(id)
  })

  test.each([
    ['of another site', `bluefern.lead.${PERSON}`],
    ['with a name', 'artameta.lead.ada'],
    ['with a time that no ULID holds', `artameta.segment.8${ULID.slice(1)}`],
    ['with segments that its kind does not have', `artameta.segment.${ULID}.${ULID}`],
    ['with a word that its kind does not have', `artameta.bulk.ada.${ULID}`],
    ['of no document', 'ada@example.com'],
  ])('%s becomes a mark', (_, id) => {
    expect(isOpaqueId('artameta', id)).toBe(false)
    expect(redactId('artameta', id, 's')).toMatch(/^#[a-z2-7]{8}$/u)
  })
})
