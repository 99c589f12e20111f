import * as fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import {isDocumentOfKind} from '../tenancy/documentId.ts'
import {PRIVACY_TOPICS} from './privacyTopics.ts'
import {
  isSealed,
  newPrivacyRequest,
  nextStep,
  progressOf,
  SEARCH_STEPS,
  withFound,
  type SearchProgress,
} from './privacyRequest.ts'

const PARTS = {
  site: 'acme',
  secret: 'secret',
  topic: 'customers/redact' as const,
  webhookId: 'b54557e4-bdd9-4b37-8a5f-bf7d70bcd043',
  personKey: 'j2mvbdi72x2344qpisfhmyzn6a',
  now: '2026-11-30T00:00:00.000Z',
}

describe('a privacy request', () => {
  test('has an id that follows from the webhook, and from the secret', () => {
    const request = newPrivacyRequest(PARTS)
    expect(isDocumentOfKind(request, 'privacy')).toBe(true)
    expect(newPrivacyRequest({...PARTS, now: '2027-01-01T00:00:00.000Z'})._id).toBe(request._id)
    const others = [{webhookId: 'x'}, {secret: 'x'}, {topic: 'customers/data_request' as const}]
    for (const other of others) {
      expect(newPrivacyRequest({...PARTS, ...other})._id).not.toBe(request._id)
    }
  })

  test('contains only the topic of the webhook', () => {
    expect(Object.keys(newPrivacyRequest(PARTS)).toSorted()).toEqual([
      '_id',
      '_type',
      'personKey',
      'receivedAt',
      'seal',
      'site',
      'state',
      'topic',
      'turn',
    ])
  })

  test('is accepted only as it was written', () => {
    const topics = fc.constantFrom(...PRIVACY_TOPICS)
    const keys = fc.option(fc.stringMatching(/^[a-z2-7]{26}$/u), {nil: null})
    fc.assert(
      fc.property(topics, keys, topics, keys, (topic, personKey, otherTopic, otherKey) => {
        const request = newPrivacyRequest({...PARTS, topic, personKey})
        expect(isSealed(request, PARTS.secret)).toBe(true)
        expect(isSealed(request, 'another')).toBe(false)
        const {personKey: _, ...rest} = request
        const changed = {...rest, topic: otherTopic, ...(otherKey ? {personKey: otherKey} : {})}
        const isSame = topic === otherTopic && personKey === otherKey
        expect(isSealed(changed, PARTS.secret)).toBe(isSame)
        const moved = {...request, _id: 'other.privacy.01M6A6FT05214WYEPGBE83D1TK'}
        expect(isSealed(moved, PARTS.secret)).toBe(false)
        expect(isSealed({...rest, seal: ''}, PARTS.secret)).toBe(false)
      }),
    )
  })
})

describe('the progress of a search', () => {
  const first = progressOf(newPrivacyRequest(PARTS))

  test('begins with the person’s own key, and is read as it was written', () => {
    expect(first).toMatchObject({passes: 0, step: 'person', keys: [PARTS.personKey], found: {}})
    const later = withFound({...first, step: 'entries', after: 'acme.x'}, 'leads', 2, ['01X'])
    const stored = {...newPrivacyRequest(PARTS), progress: JSON.stringify(later)}
    expect(progressOf(stored)).toEqual(later)
    for (const progress of ['', '{', '{"passes": 1}', '[]']) {
      expect(progressOf({...stored, progress})).toEqual(first)
    }
  })

  test('adds up what is found, and keeps each key once', () => {
    const twice = withFound(withFound(first, 'leads', 1, ['01X']), 'leads', 2, ['01X', '01Y'])
    expect(twice).toMatchObject({
      found: {leads: 3},
      inPass: 3,
      keys: [PARTS.personKey, '01X', '01Y'],
    })
    expect(withFound(first, 'leads', 0, ['01X'])).toEqual({
      ...first,
      keys: [PARTS.personKey, '01X'],
    })
  })

  test('runs all steps, each from its beginning', () => {
    const steps: string[] = []
    for (let at: SearchProgress | null = first; at; at = nextStep({...at, after: 'acme.x'})) {
      steps.push(at.step)
      expect(at.after).toBe('')
    }
    expect(steps).toEqual([...SEARCH_STEPS])
  })
})
