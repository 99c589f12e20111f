import {describe, expect, it} from 'vitest'
import {cpuTime} from '../../../tooling/testing/cpuTime.ts'
import {LakeError} from '../lakeError.ts'
import type {StoredDocument} from '../store/storedDocument.ts'
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
  ])('%s with %j returns %s', (query, params, expected) => {
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

  const many = Array.from({length: 260}, (_, index) => `text ${index}`)
  const numbers = many.map((_, index) => index)
  const nested = (list: string, depth: number): string =>
    depth === 0 ? 'true' : `count(${list}[${nested(list, depth - 1)}]) > 0`

  it.each<[string, string, Record<string, unknown>]>([
    ['counting a list in itself', `*[${nested('$a', 4)}]`, {a: many}],
    ['counting a list of numbers in itself', `*[${nested('$a', 2)}]`, {a: numbers}],
    ['counting literals', `*[${nested(`[${numbers.join(', ')}]`, 2)}]`, {}],
    [
      'counting lists of the document in each other',
      '*[count(tags[count(^.items[@ > 1]) > 0]) > 0]',
      {},
    ],
    ['looking a list up in another', '*[count(tags[@ in ^.items]) > 0]', {}],
    ['comparing two lists', '*[array::intersects(tags, items)]', {}],
    ['splitting a text in a list', '*[count(tags[@ in string::split(^.name, "")]) > 0]', {}],
    ['texts that double', '*[{"a": name}{"a": a + a}{"a": a + a}.a == "x"]', {}],
    ['sorting', '*[(tags | order(@))[0] == "a"]', {}],
    ['patterns that are in the document', '*[name match tags]', {}],
    ['paths that fit in many ways', `*[_id in path("${'**.'.repeat(20)}x")]`, {}],
    ['paths of any length', `*[_id in path("${'*.'.repeat(4_000)}x")]`, {}],
    ['paths that are in the document', '*[_id in path(name)]', {}],
    ['sums of any length', `*[1${'+1'.repeat(8_000)} == a]`, {}],
    ['very many conditions', `*[${Array.from({length: 1200}, () => 'a').join(' || ')}]`, {}],
    ['many walks', `*[${Array.from({length: 600}, () => 'references("a")').join(' || ')}]`, {}],
  ])('refuses %s, at once', (_name, query, params) => {
    const refusal = expect.objectContaining({
      statusCode: 400,
      message: expect.stringMatching(/too costly for a listener: it .+|nested too deeply/),
    })
    const spent = cpuTime(() =>
      expect(() => listenFilter(query, params, 'someone')).toThrow(refusal),
    )
    expect(spent).toBeLessThan(1_000)
  })

  it.each<[string, Record<string, unknown>, boolean]>([
    ['*[_id in $a]', {a: many}, false],
    ['*[score in $a]', {a: numbers}, true],
    ['*[count(tags[@ in $a]) > 0]', {a: [...many, 'vip']}, true],
    ['*[count(tags[@ == "vip" || @ == "x"]) == 1]', {}, true],
    ['*[array::intersects(tags, $a)]', {a: ['vip', 'x']}, true],
    ['*[[name, tags] match text::query("ada vip")]', {}, true],
    ['*[round(score / 2) == 8]', {}, true],
    ['*[references($a)]', {a: many}, false],
    ['*[count(tags[count(string::split(@, "")) == 3]) == 1]', {}, true],
    ['*[count(tags[@ in ["vip"]]) > 0 && count(tags[count(parts[@ == 1]) > 0]) == 0]', {}, true],
    ['*[count(tags) > 0 && count((tags[])[@ match "v*"]) > 0]', {}, true],
  ])('accepts %s', (query, params, expected) => {
    expect(matches(query, params, lead({score: 15, tags: ['vip'], name: 'Ada'}))).toBe(expected)
  })

  it('skips a document that is too large', () => {
    const filter = listenFilter('*[count(tags[@ match "v*" || @ == "x"]) > 0]', {}, 'someone')
    expect(filter.matches(lead({tags: ['vip']}))).toBe(true)
    const huge = lead({tags: Array.from({length: 400_000}, (_, index) => index)})
    expect(() => filter.matches(huge)).toThrow(/too costly .* too large/)
    expect(listenFilter('*[_type == "lead"]', {}, 'someone').matches(huge)).toBe(true)
  })

  it('refuses parameters and queries of any depth', () => {
    let deep: unknown = 1
    for (let depth = 0; depth < 8_000; depth += 1) deep = [deep]
    for (const [query, params] of [
      ['*[a == $a]', {a: deep}],
      [`*[${'('.repeat(8_000)}a${')'.repeat(8_000)}]`, {}],
      [`*[a${'.a'.repeat(8_000)} == 1]`, {}],
      [`*[${'!'.repeat(8_000)}a]`, {}],
    ] as const) {
      expect(() => listenFilter(query, params, 'someone')).toThrow(LakeError)
    }
  })

  it('shares a key between equal filters of one identity', () => {
    const key = (query: string, params = {}, identity = 'one') =>
      listenFilter(query, params, identity).key
    expect(key('*[_type==$t]', {t: 'lead'})).toBe(key('*[_type == "lead"]{name}'))
    expect(key('*[_type==$t]', {t: 'lead'})).not.toBe(key('*[_type==$t]', {t: 'site'}))
    expect(key('*[owner == identity()]')).not.toBe(key('*[owner == identity()]', {}, 'two'))
    expect(key('*[a]', {}, 'one')).toBe(key('*[a]', {}, 'two'))
  })
})
