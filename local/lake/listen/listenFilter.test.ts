import {describe, expect, it} from 'vitest'
import {LakeError} from '../lakeError.ts'
import type {StoredDocument} from '../types.ts'
import {listenFilter} from './listenFilter.ts'

function lead(fields: Record<string, unknown> = {}): StoredDocument {
  return {
    _id: 'artameta.lead.one',
    _type: 'lead',
    _rev: 'r1',
    _createdAt: '2026-01-01T00:00:00Z',
    _updatedAt: '2026-01-01T00:00:00Z',
    ...fields,
  }
}

function matches(query: string, params: Record<string, unknown>, document: StoredDocument) {
  return listenFilter(query, params, 'someone').matches(document)
}

describe('listenFilter', () => {
  it.each<[string, Record<string, unknown>, boolean]>([
    ['*', {}, true],
    ['*[_type == "lead"]', {}, true],
    ['*[_type == $type]', {type: 'site'}, false],
    ['*[_id in $ids]', {ids: ['artameta.lead.one', 'x']}, true],
    ['*[_id in path("artameta.**")]', {}, true],
    ['*[_id in path("bluefern.**")]', {}, false],
    ['*[!(_id in path("_.**"))]', {}, true],
    ['*[_type == "lead" && score > $least]', {least: 10}, true],
    ['*[_type == "lead" && score > $least]', {least: 20}, false],
    ['*["vip" in tags]', {}, true],
    ['*[_type == "lead"][score > 1]', {}, true],
    ['*[_type == "lead"] | order(name) {name, "more": count(tags)} [0...10]', {}, true],
    ['*[_type == "lead"]._id', {}, true],
    ['*[_type == "lead"][0]', {}, true],
    ['*[sanity::versionOf("artameta.lead.one")]', {}, true],
    ['*[(sanity::partOfRelease("r1"))]', {}, false],
    ['*[name match "ada*"] // by name', {}, true],
    ['*[identity() == "someone"]', {}, true],
    ['*[missing == true]', {}, false],
  ])('%s with %j gives %s', (query, params, expected) => {
    expect(matches(query, params, lead({score: 15, tags: ['vip'], name: 'Ada'}))).toBe(expected)
  })

  it.each([
    ['*[_type == ', 'queryParseError'],
    ['count(*[_type == "lead"])', 'queryParseError'],
    ['{"a": 1}', 'queryParseError'],
    ['*[owner->name == "x"]', 'queryParseError'],
    ['*[count(*[_type == "lead"]) > 1]', 'queryParseError'],
    ['*[_type == $type]', 'queryParseError'],
  ])('refuses %s', (query, type) => {
    const attempt = () => listenFilter(query, {}, 'someone')
    expect(attempt).toThrow(LakeError)
    expect(attempt).toThrow(
      expect.objectContaining({
        statusCode: 400,
        body: {error: expect.objectContaining({type, query})},
      }),
    )
  })

  it('shares a key between equal filters, and keeps identities apart', () => {
    const key = (query: string, params = {}, identity = 'one') =>
      listenFilter(query, params, identity).key
    expect(key('*[_type==$t]', {t: 'lead'})).toBe(key('*[_type == "lead"]{name}'))
    expect(key('*[_type==$t]', {t: 'lead'})).not.toBe(key('*[_type==$t]', {t: 'site'}))
    expect(key('*[owner == identity()]')).not.toBe(key('*[owner == identity()]', {}, 'two'))
    expect(key('*[a]', {}, 'one')).toBe(key('*[a]', {}, 'two'))
  })
})
