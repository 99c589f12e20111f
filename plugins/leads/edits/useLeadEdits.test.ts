import {describe, expect, test} from 'vitest'
import type {LeadFieldValue} from '../../../core/changes/leadEdit.ts'
import {NO_PENDING, withoutPendingEdit, withPendingEdit} from './useLeadEdits.ts'

function status(value: string): {id: string; wanted: LeadFieldValue} {
  return {id: 'a', wanted: {field: 'status', value}}
}

describe('pending values', () => {
  test('are shown until the store answers', () => {
    const chosen = withPendingEdit(NO_PENDING, status('won'))
    expect(chosen.get('a')).toEqual({status: 'won'})
    expect(withoutPendingEdit(chosen, status('won')).has('a')).toBe(false)
  })

  test('keep the newer value when the older one is answered', () => {
    const twice = withPendingEdit(withPendingEdit(NO_PENDING, status('won')), status('lost'))
    expect(withoutPendingEdit(twice, status('won')).get('a')).toEqual({status: 'lost'})
  })

  test('are stored by field', () => {
    const hat = {id: 'a', wanted: {field: 'customFields' as const, name: 'hat', value: 'red'}}
    const both = withPendingEdit(withPendingEdit(NO_PENDING, status('won')), hat)
    expect(both.get('a')).toEqual({status: 'won', 'custom.hat': 'red'})
    expect(withoutPendingEdit(both, status('won')).get('a')).toEqual({'custom.hat': 'red'})
  })
})
