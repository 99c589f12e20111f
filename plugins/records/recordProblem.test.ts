import {describe, expect, test} from 'vitest'
import {recordProblem} from './recordProblem.ts'

const THERE = {isReady: true, hasPublished: true, hasDraft: false}

describe('the form of a document', () => {
  test('is shown for the type in the link', () => {
    expect(recordProblem('acme.lead.x', 'lead', THERE)).toBeNull()
    expect(recordProblem('acme.segment.x', 'segment', null)).toBeNull()
    expect(recordProblem('site.acme', 'site', null)).toBeNull()
    expect(recordProblem('f3b1', 'segment', null)).toBeNull()
  })

  test('is not shown under another type, whose form would write into it', () => {
    expect(recordProblem('acme.lead.x', 'segment', null)).toBe('mistyped')
    expect(recordProblem('acme.audit.1', 'campaign', null)).toBe('mistyped')
    expect(recordProblem('site.acme', 'leadList', null)).toBe('mistyped')
  })

  test('is not shown for a record that is gone, or that has a draft', () => {
    expect(recordProblem('acme.lead.x', 'lead', {...THERE, hasPublished: false})).toBe('gone')
    expect(recordProblem('acme.lead.x', 'lead', {...THERE, hasDraft: true})).toBe('draft')
    expect(recordProblem('acme.lead.x', 'lead', {...THERE, isReady: false})).toBeNull()
  })
})
