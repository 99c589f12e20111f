import {describe, expect, it} from 'vitest'
import {LakeError} from '../../lakeError.ts'
import {isQueryDocument, parsePlainData} from '../queryDocument.ts'
import {answerInMemory} from '../testing/answerInMemory.ts'

const STORED = [
  '{"_id": "a", "_type": "t", "n": 1, "s": "b", "l": [1, "1", null, true, {"k": 1}], "d": "2026-01-02T03:04:05Z"}',
  '{"_id": "b", "_type": "t", "n": "1", "s": null, "l": "no list", "then": {"_ref": "a"}, "d": "2026-01-02"}',
  '{"_id": "c", "_type": "t", "n": null, "l": [], "o": {"_ref": "b"}, "hasOwnProperty": "mine", "next": 3}',
  '{"_id": "d", "_type": "t", "n": true, "l": [[1, [2]], [3]], "o": {"_ref": "gone"}, "deep": {"__proto__": {"x": 1}, "hasOwnProperty": {"y": 2}}}',
  '{"_id": "e", "_type": "t", "n": -0.5, "constructor": 1, "toString": "x", "_ref": "a", "length": 9}',
  '{"_id": "f", "_type": "u", "body": [{"_type": "block", "children": [{"_type": "span", "text": "Hello "}, {"_type": "span", "text": "world"}]}]}',
]

const documents = STORED.map(parsePlainData).filter(isQueryDocument)

function run(query: string, params: Record<string, unknown> = {}): unknown {
  const now = '2026-05-04T03:02:01.000Z'
  const rest = {now, identity: 'me', projectId: 'local', dataset: 'test'}
  return JSON.parse(answerInMemory(documents, {text: query, params, ...rest}))
}

/** Queries and what they give, by the GROQ specification and the hosted API. */
const ANSWERS: [query: string, result: unknown][] = [
  // Order: dates, numbers, strings, booleans, then everything else; what is equal by id.
  ['*[_type == "t"] | order(n asc)._id', ['e', 'a', 'b', 'd', 'c']],
  ['*[_type == "t"] | order(n desc, _id desc)._id', ['c', 'd', 'b', 'a', 'e']],
  ['*[_type == "t"] | order(l[0], _id)._id', ['a', 'b', 'c', 'd', 'e']],
  ['*[_type == "t"] | order(lower(s))[0..1]._id', ['a', 'b']],
  ['* | order(missing)._id', ['a', 'b', 'c', 'd', 'e', 'f']],
  // Comparisons of different types answer null, which is not true, nor is its opposite.
  ['*[n > 0]._id', ['a']],
  ['*[!(n > 0)]._id', ['e']],
  ['*[n == "1" || n == 1]._id', ['a', 'b']],
  ['*[n == null]._id', ['c', 'f']],
  ['*[missing != 1][0]._id', 'a'],
  ['*[n in l]._id', ['a']],
  ['*[null in l]._id', ['a']],
  ['null == null', true],
  ['[] == []', false],
  ['null > 1', null],
  ['1 / 0', null],
  ['0.1 + 0.2 - "x"', null],
  ['true && null', null],
  ['false && null', false],
  ['!null', null],
  // Lists, nested lists, and what is none.
  ['*[_id == "d"].l[]', [[1, [2]], [3]]],
  ['*[_id == "d"][0].l[0][1][0]', 2],
  ['*[count(l) == 5]._id', ['a']],
  ['count(null)', null],
  ['*[_id == "b"][0].l[0]', null],
  ['*[_id == "a"][0].l[10]', null],
  ['*[_id == "a"][0].l[-1].k', 1],
  ['*[2...0]', []],
  ['*[-2..-1]._id', ['e', 'f']],
  ['*[0...$n]._id', ['a', 'b']],
  ['*[$m]._id', 'b'],
  ['array::unique([1, 1, "1", null, null])', [1, '1', null]],
  ['[...[1], ...null, ...[[2]]]', [1, [2]]],
  // References that lead nowhere, in circles, or are no references.
  ['*[_id == "c"][0].o->then->n', 1],
  ['*[_id == "d"][0].o->', null],
  ['*[_id == "d"]{"x": o->{a, "b": {"c": 1}}}', [{x: null}]],
  ['*[_id == "a"][0].n->', null],
  ['*[references("b")]._id', ['c']],
  ['*[references("a")]._id', ['b', 'e']],
  ['*[references($list)]._id', ['b', 'c', 'e']],
  ['*[references(null, 1)]._id', []],
  ['*[_id == "b"][0].then', {_ref: 'a'}],
  ['*[then->n == 1]._id', ['b']],
  ['*[defined(o->)]{"o": o->_id}', [{o: 'b'}]],
  // Names at which JavaScript could stumble.
  ['*[_id == "c"][0]{hasOwnProperty, next}', {hasOwnProperty: 'mine', next: 3}],
  ['*[_id == "d"][0].deep', {hasOwnProperty: {y: 2}}],
  ['*[constructor == 1]{toString, length, valueOf}', [{toString: 'x', length: 9, valueOf: null}]],
  ['*[_id == "a"][0]["constructor"]', null],
  ['*[_id == "a"]{"__proto__": n, "b": n}', [{b: 1}]],
  ['$o.hasOwnProperty.a', null],
  // Text.
  ['*[pt::text(body) match text::query("hello wor*")]._id', ['f']],
  ['*[[@, _id] match text::query("hello")]._id', ['f']],
  ['*[@ match text::query("-hello")]{_id} | order(_id desc)[0]', {_id: 'e'}],
  ['*[s match text::query(n)]', []],
  [
    '*[_id in ["a", "f"]] | score([@] match text::query("b"), boost(_type == "u", 4)){_id, _score}',
    [
      {_id: 'f', _score: 5},
      {_id: 'a', _score: 1},
    ],
  ],
  ['diff::changedAny({"a": 1}, {"a": 2}, a)', true],
  ['diff::changedAny({"a": 1, "b": 1}, {"a": 1, "b": 2}, a)', false],
  ['diff::changedAny({"a": {"b": [1]}}, {"a": {"b": [1, 2]}}, a.b[])', true],
  ['diff::changedAny({"a": [{"k": 1, "v": 1}]}, {"a": [{"k": 1, "v": 2}]}, a[k == 1].v)', true],
  ['diff::changedAny({"a": [{"k": 1, "v": 1}]}, {"a": [{"k": 1, "v": 2}]}, a[k == 2].v)', false],
  [
    'diff::changedAny({"x": {"_type": "t", "y": 1}}, {"x": {"_type": "t", "y": 2}}, anywhere(_type == "t").y)',
    true,
  ],
  ['diff::changedOnly({"a": 1, "b": 1}, {"a": 2, "b": 1}, (a, c))', true],
  ['diff::changedOnly({"a": 1, "b": 1}, {"a": 2, "b": 2}, (a, c))', false],
  ['*[diff::changedAny(@, {"s": "nothing"}, s)][0...1]{"is": true}', [{is: true}]],
  [
    'array::unique([1, null, "a", 1, null, [1], [1], true, {}])',
    [1, null, 'a', [1], [1], true, {}],
  ],
  [
    'array::unique([dateTime("2026-01-01T00:00:00Z"), dateTime("2026-01-01T00:00:00Z")])',
    ['2026-01-01T00:00:00Z'],
  ],
  ['array::unique("a")', null],
  ['path("a.b") in path("a.*")', true],
  ['path("a.b.c") in path("a.*")', false],
  ['*[path(_id) in path("a")]._id', ['a']],
  ['"a.b" in path(coalesce(missing, "a.**"))', true],
  ['"foo bar" match ["fo*", "ba*"]', true],
  ['*[s match "**"]._id', ['a']],
  ['*[body[].children[].text match text::query("world")]._id', ['f']],
  ['[{"x": "one two"}, {"x": "two"}][x match text::query("one")]', [{x: 'one two'}]],
  // Scopes.
  ['*[_id == "a"]{"up": l[defined(k)]{"n": ^.n, "id": ^._id}}', [{up: [{n: 1, id: 'a'}]}]],
  ['*[_id == "c"]{"by": *[_id == ^.missing || _id == ^.o._ref]._id}', [{by: ['b']}]],
  [
    '*[_id == "b"]{"back": *[references(^._id)]{_id, "again": *[references(^.^._id)]._id}}',
    [{back: [{_id: 'c', again: ['c']}]}],
  ],
  [
    '*[_id == "a"]{"same": *[_type == ^._type && _id != ^._id] | order(_id desc)[0..1]._id}',
    [{same: ['e', 'd']}],
  ],
  ['*[_id in *[_type == "u"]._id]._id', ['f']],
  ['*[_id == "f"]{...{"a": 1}, "_id": 2, _type == "u" => {"u": true}}', [{a: 1, _id: 2, u: true}]],
  ['^.^._id', null],
  ['@', null],
  // Dates.
  ['now()', '2026-05-04T03:02:01.000Z'],
  ['*[dateTime(d) < dateTime(now()) - 60 * 60]._id', ['a']],
  ['dateTime("2026-01-02T03:04:05Z") + 55', '2026-01-02T03:05:00Z'],
  ['*[_id == "a"]{"d": dateTime(d)}', [{d: '2026-01-02T03:04:05Z'}]],
  // The lake and its callers.
  [
    '[identity(), sanity::projectId(), sanity::dataset(), user::attributes()]',
    ['me', 'local', 'test', {}],
  ],
  ['// only a comment\n// and another\n1 // at the end', 1],
  ['fn my::pick($x) = $x[]{_id}; my::pick(*[_type == "u"])', [{_id: 'f'}]],
  ['*[string::startsWith(_id, "")]{"l": string::split(_id, "")}[0]', {l: ['a']}],
  ['"\\u{1F600}" + "\\ud83d" == $s', false],
  ['select(*[0].n == 1 => "yes", "no")', 'yes'],
  ['global::count(*)', 6],
  ['math::sum(*[].n)', null],
  ['round(2.5) + -round(-2.5)', 6],
  ['*[_id in path("*")][0..1]._id', ['a', 'b']],
  ['*[_id in path(_id)][0]._id', 'a'],
  ['_id in path("a")', null],
  ['"a.b" in path("a.*")', true],
  ['"axb" in path("a.b")', false],
]

describe('awkward queries', () => {
  it.each(ANSWERS)('%s', (query, result) => {
    const params = {n: 2, m: 1, list: ['a', 'b', 3, null], o: {hasOwnProperty: {a: 1}}, s: '😀'}
    expect(run(query, params)).toEqual(result)
  })

  it.each([
    '*[',
    '*]',
    '{',
    '"',
    '"\\u{',
    '*[_id == $missing]',
    '* | order()',
    '* | nope()',
    'nope()',
    'x::y()',
    'toString()',
    'constructor::keys(*)',
    '* | constructor(a)',
    '* | order(a => b)',
    'boost(a, 1)',
    '*[0...n]',
    'select(1, 2)',
    '{1}',
    '{a + b}',
    '(1, 2)',
    'text::query("a")',
    '*[text::query("a")]',
    '*{s} | score(s == "a")',
    '*[0] | score(s == "a")',
    '*[]._id | score(@ == "a")',
    '(*[s == "a"]{s}) | order(s) | score(s == "a")',
    'diff::changedAny({}, {}, 1)',
    'diff::changedSome({}, {}, a)',
    '*[a match text::semanticSimilarity("b")]',
    'geo::latLng(1, 2)',
    'media::aspect(a, "b")',
    'documents::get(a)',
    'delta::operation()',
    'anywhere(true)',
    'fn a::b($x) = a::b($x){c}; a::b(*)',
    'fn a::b() = {}; 1',
    '*desc',
    '* asc',
    '\u0000',
  ])('is refused: %s', (query) => {
    let refusal: unknown
    try {
      run(query)
    } catch (error) {
      refusal = error
    }
    if (!(refusal instanceof LakeError)) throw new Error('expected a refusal in the hosted shape')
    expect(refusal.body).toMatchObject({error: {type: 'queryParseError', query}})
  })
})
