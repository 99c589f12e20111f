import * as fc from 'fast-check'
import type {QueryDocument} from '../queryDocument.ts'

const IDS = [
  'a',
  'b',
  'drafts.a',
  'drafts.c',
  'versions.r1.a',
  'versions.r1.d',
  'versions.r2.b',
  'art.lead.1',
  'art.lead.2',
  'art.list.1',
  'blue.lead.1',
  'drafts.blue.lead.1',
  '_.releases.r1',
]

const REFERABLE = [...IDS, 'nowhere', '']

const scalar = fc.oneof(
  fc.constantFrom<unknown>(null, true, false, 0, 1, -1.5, 2, 1e21),
  fc.constantFrom('', 'open', 'won', 'Ada Lovelace', 'zoë', '2026-01-01T00:00:00Z', 'a', '𝕏'),
)

const reference = fc.constantFrom(...REFERABLE).map((id) => ({_type: 'reference', _ref: id}))

const {value} = fc.letrec<{value: unknown}>((tie) => ({
  value: fc.oneof(
    {depthSize: 'small', withCrossShrink: true},
    scalar,
    reference,
    fc.array(tie('value'), {maxLength: 3}),
    fc.dictionary(fc.constantFrom('name', 'value', 'ref', '_ref', 'then', 'next'), tie('value'), {
      maxKeys: 3,
      noNullPrototype: true,
    }),
  ),
}))

/** Attribute names that documents and queries share. */
const FIELDS = ['name', 'status', 'score', 'tags', 'owner', 'items', 'ref']

/** Documents with missing, null, mixed and nested values, in the order of ids and each id once. */
export const arbitraryDocuments: fc.Arbitrary<QueryDocument[]> = fc
  .uniqueArray(
    fc.record({
      _id: fc.constantFrom(...IDS),
      _type: fc.constantFrom('lead', 'list', 'system.release', ''),
      fields: fc.dictionary(fc.constantFrom(...FIELDS), value, {maxKeys: 5, noNullPrototype: true}),
    }),
    {selector: (document) => document._id, minLength: 1, maxLength: IDS.length},
  )
  .map((documents) =>
    documents
      .map(({_id, _type, fields}) => ({...fields, _id, _type}))
      .sort((a, b) => (a._id < b._id ? -1 : 1)),
  )

const quoted = (text: string) => JSON.stringify(text)
const id = fc.constantFrom(...REFERABLE).map(quoted)
const type = fc.constantFrom('"lead"', '"list"', '"none"', '$type', 'null')
const field = fc.constantFrom(...FIELDS, '_id', '_type', 'missing')
const path = fc.oneof(
  field,
  fc.tuple(field, fc.constantFrom('name', 'value', '_ref', 'ref')).map((p) => p.join('.')),
  fc
    .tuple(field, fc.constantFrom('[0]', '[-1]', '[]', '[].name', '[]._ref'))
    .map((p) => p.join('')),
  fc.tuple(field, field).map(([a, b]) => `coalesce(${a}, ${b})`),
  field.map((name) => `count(${name})`),
  field.map((name) => `lower(${name})`),
  field.map((name) => `${name}[name == "open"][0].value`),
  field.map((name) => `${name}[@ != "open"]`),
  field.map((name) => `${name}->name`),
  field.map((name) => `${name}[]->_id`),
)
const outer = fc.oneof(
  fc.constantFrom(
    '^._id',
    '^.ref._ref',
    '^.items[]._ref',
    '^.name',
    '"drafts." + ^._id',
    '^.^._id',
  ),
  fc.constantFrom('[^._id, "b"]', '^', '^.ref->_id', '^.items[]->ref._ref', '@', '_id', '$id'),
)
const literal = fc.oneof(
  id,
  fc.constantFrom('1', '-1.5', 'true', 'null', '[]', '["open", null]', '$id', '$ids', '{"a": 1}'),
)

/** Conditions that narrow, and some that seem to. */
const narrowing = fc.oneof(
  id.map((i) => `_id == ${i}`),
  literal.map((l) => `${l} == _id`),
  fc.tuple(id, id).map(([a, b]) => `_id in [${a}, ${b}]`),
  fc.constantFrom('_id in $ids', '_id in $id', '_id in *._id', '_id in null', '!(_id == "a")'),
  type.map((t) => `_type == ${t}`),
  fc.tuple(type, type).map(([a, b]) => `_type in [${a}, ${b}]`),
  fc
    .constantFrom('art.**', 'drafts.**', '*', '**', 'art.*.1', 'a', '', 'ar*', '*.lead.*', '_.**')
    .map((p) => `_id in path("${p}")`),
  fc.tuple(id, id).map(([a, b]) => `references(${a}, ${b})`),
  fc.oneof(id, fc.constantFrom('$ids', 'null', '["a", 3]')).map((i) => `references(${i})`),
  fc
    .tuple(fc.constantFrom('ref', 'owner.ref', 'items'), literal)
    .map(([f, l]) => `${f}._ref == ${l}`),
  fc.tuple(id, fc.constantFrom('items', 'owner.ref')).map(([i, f]) => `${i} in ${f}[]._ref`),
  id.map((i) => `sanity::versionOf(${i})`),
  outer.map((o) => `references(${o})`),
  outer.map((o) => `_id == ${o}`),
  outer.map((o) => `_id in ${o}`),
  outer.map((o) => `ref._ref == ${o}`),
  outer.map((o) => `${o} in items[]._ref`),
  outer.map((o) => `sanity::versionOf(${o})`),
)

const {query} = fc.letrec<{condition: string; expression: string; query: string}>((tie) => ({
  condition: fc.oneof(
    {depthSize: 'small', withCrossShrink: true},
    narrowing,
    narrowing,
    fc
      .tuple(path, fc.constantFrom('==', '!=', '<', '<=', '>', '>=', 'in', 'match'), literal)
      .map((parts) => parts.join(' ')),
    fc.tuple(literal, path).map(([l, p]) => `${l} in ${p}`),
    path.map((p) => `defined(${p})`),
    fc.tuple(path, literal).map(([p, l]) => `string::startsWith(${p}, ${l})`),
    fc
      .tuple(path, fc.constantFrom('<', '>=', '=='))
      .map(([p, op]) => `dateTime(${p}) ${op} dateTime(now()) - 60 * 60 * 24 * 100`),
    fc.tuple(path, path).map((p) => p.join(' == ')),
    path.map((p) => `${p} in [1, "open", lower("WON"), now()]`),
    path,
    fc.tuple(tie('condition'), tie('condition')).map(([a, b]) => `${a} && ${b}`),
    fc.tuple(tie('condition'), tie('condition')).map(([a, b]) => `(${a} || ${b})`),
    tie('condition').map((c) => `!(${c})`),
    fc
      .tuple(tie('condition'), fc.boolean())
      .map(([c, otherwise]) => `coalesce(${c}, ${otherwise})`),
    tie('query').map((q) => `count(${q}) > 1`),
  ),
  expression: fc.oneof(
    {depthSize: 'small', withCrossShrink: true},
    path,
    literal,
    outer,
    fc.tuple(path, literal).map(([p, l]) => `coalesce(${p}, ${l})`),
    fc.tuple(tie('condition'), path).map(([c, p]) => `select(${c} => ${p}, "else")`),
    path.map((p) => `count(${p})`),
    path.map((p) => `string::lower(${p})`),
    tie('query'),
    tie('query').map((q) => `count(${q})`),
  ),
  query: fc
    .record({
      filter: tie('condition'),
      second: fc.option(tie('condition'), {freq: 4}),
      project: fc.option(
        fc.oneof(
          tie('expression').map((e) => `{_id, "value": ${e}}`),
          tie('condition').map((c) => `{..., ${c} => {"extra": 1}}`),
          fc.constantFrom('._id', '{_id, name}', '.items[]', '.items[]{..., "up": ^._id}', '->'),
        ),
      ),
      score: fc.option(
        fc
          .tuple(tie('condition'), tie('condition'), path)
          .map(([a, b, p]) => `score(boost(${a}, 2), (${b}) || ${a}, ${p} match "o*")`),
        {freq: 6},
      ),
      order: fc.option(
        fc
          .tuple(path, fc.constantFrom('asc', 'desc'))
          .map(([p, d]) => `order(${p} ${d}, _id desc)`),
      ),
      slice: fc.option(fc.constantFrom('[0]', '[0...2]', '[1..$last]', '[-1]', '[0...$last]')),
    })
    .map(
      ({filter, second, project, score, order, slice}) =>
        `*[${filter}]${second === null ? '' : `[${second}]`}` +
        `${score === null ? '' : ` | ${score}[_score > 0]`}${order === null ? '' : ` | ${order}`}` +
        `${project ?? ''}${slice ?? ''}`,
    ),
}))

/** A whole query, to be evaluated with {@link QUERY_PARAMS}. */
export const arbitraryQuery = fc.oneof(
  query,
  query.map((q) => `count(${q})`),
  fc.tuple(query, query).map(([a, b]) => `{"a": ${a}, "b": ${b}}`),
  fc.tuple(query, query).map(([a, b]) => `[${a}, ...${b}]`),
)

/** Values for the parameters that the queries name. */
export const QUERY_PARAMS = {
  type: 'lead',
  id: 'a',
  ids: ['a', 'drafts.a', 'art.lead.1', 7],
  last: 2,
}
