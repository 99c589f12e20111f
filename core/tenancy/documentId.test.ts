import {expect, test} from 'vitest'
import {assertSameSite, ForeignDocumentError} from './documentId.ts'

test('assertSameSite compares ids only', () => {
  expect(() => assertSameSite('artameta', {_id: 'artameta.lead.x'}, null, undefined)).not.toThrow()
  for (const _id of [
    'bluefern.lead.x',
    'artameta',
    'site.artameta',
    'drafts.artameta.lead.x',
    '',
  ]) {
    expect(() => assertSameSite('artameta', {_id})).toThrow(ForeignDocumentError)
  }
})
