import * as fc from 'fast-check'
import {condition, path} from './arbitraryConditions.ts'
import {AWKWARD_IDS, awkwardScalar} from './awkwardValues.ts'

const scope = fc.constantFrom(
  '_type == "lead"',
  '_type == "lead"',
  '_type == "lead" && site == $site',
  '_type == "lead" && site == $site',
  '_type in ["lead", "leadSubmission"]',
  '_type == "leadSubmission" && site == "alpha"',
  'true',
)

const keyset = fc.tuple(path, fc.boolean()).map(([key, descending]) => ({
  condition: descending
    ? `($id == "" || ($value != null && (${key} < $value || (${key} == $value && _id > $id))) || ($value == null && (${key} != null || _id > $id)))`
    : `($id == "" || ($value != null && (${key} > $value || (${key} == $value && _id > $id) || ${key} == null)) || ($value == null && ${key} == null && _id > $id))`,
  order: `order(${key} ${descending ? 'desc' : 'asc'}, _id asc)`,
}))

/** A sort key, mostly one for which the lead grid has an index. */
const sortKey = fc.oneof(
  path,
  fc.constantFrom('status', 'score', 'lower(name)', 'lower(company)', 'createdAt', 'engagement'),
)

/** A page in an order of two keys, as the lead grid requests it. */
const keysetOfTwo = fc
  .tuple(sortKey, fc.boolean(), sortKey, fc.boolean())
  .map(([a, aFalls, b, bFalls]) => {
    const beyond = (key: string, name: string, falls: boolean) =>
      falls ? [`${key} < $${name}`] : [`${key} > $${name}`, `${key} == null`]
    const within = [...beyond(b, 'value', bFalls), `${b} == $value && _id > $id`]
    const branches = [
      ...beyond(a, 'other', aFalls),
      ...within.map((branch) => `(${a} == $other && ${branch})`),
    ]
    return {
      condition: `(${branches.join(' || ')})`,
      order: `order(${a} ${aFalls ? 'desc' : 'asc'}, ${b} ${bFalls ? 'desc' : 'asc'}, _id asc)`,
    }
  })

const order = fc
  .array(
    fc.tuple(sortKey, fc.constantFrom('', ' asc', ' desc')).map((parts) => parts.join('')),
    {
      minLength: 1,
      maxLength: 3,
    },
  )
  .map((keys) => `order(${keys.join(', ')})`)

const slice = fc.constantFrom(
  '[0...2]',
  '[1..3]',
  '[0]',
  '[2]',
  '[0...50]',
  '[-1]',
  '[3...5]',
  '[0...0]',
)
const projection = fc.constantFrom(
  '{_id, name}',
  '._id',
  '{_id, "same": count(*[_type == "lead" && status == ^.status])}',
  '{_id, "others": *[_type == "lead" && owner == ^.owner] | order(lower(name))[0...2]._id}',
  '{_id, "to": ref->_id}',
  '{_id, "label": source.label, "first": tags[0], "none": nothing, _id}',
  '{_id, "named": customFields[name in ["city", "x"]]{name, value, "up": ^._id}}',
  '{"named": customFields[name == $field]{value, "all": {"name": name, "of": @}}, "at": dateTime(createdAt)}',
  '{"inner": {"tags": tags, "count": count(tags), name}, "hasOwnProperty": status, "__proto__": name}',
)

const pageQuery = fc
  .tuple(scope, fc.oneof(keyset, keyset, keysetOfTwo), fc.option(condition))
  .map(
    ([own, page, more]) =>
      `*[${own} && ${page.condition}${more === null ? '' : ` && (${more})`}] | ${page.order}[0...3]{_id}`,
  )

/** A range of ids, as an export reads one. */
const rangeQuery = fc
  .tuple(
    scope,
    fc.constantFrom(
      '_id > $id && _id <= $to',
      '_id <= $to && _id > "a" && _id >= $id',
      '_id > $id',
    ),
    fc.option(condition, {freq: 3}),
    fc.constantFrom('', ' | order(_id asc)', ' | order(_id desc)', ' | order(lower(name))'),
    fc.option(projection),
  )
  .map(
    ([own, range, more, by, project]) =>
      `*[${own} && ${range}${more === null ? '' : ` && (${more})`}]${by}${project ?? ''}`,
  )

const listQuery = fc
  .tuple(
    scope,
    fc.option(condition, {freq: 6}),
    fc.option(order),
    fc.option(slice),
    fc.option(projection),
  )
  .map(
    ([own, more, by, part, project]) =>
      `*[${own}${more === null ? '' : ` && (${more})`}]${by === null ? '' : ` | ${by}`}${part ?? ''}${project ?? ''}`,
  )

const projectedQuery = fc
  .tuple(scope, fc.option(condition), fc.option(order), projection, slice)
  .map(
    ([own, more, by, project, part]) =>
      `*[${own}${more === null ? '' : ` && (${more})`}]${by === null ? '' : ` | ${by}`}${project}${part}`,
  )

const studioQuery = fc
  .tuple(scope, path, fc.constantFrom('asc', 'desc'))
  .map(
    ([own, key, direction]) =>
      `*[${own} && ([@, _id] match text::query($text) || references("x"))]{_type, _id, "orderings": [${key}]} | order(orderings[0] ${direction})[0...$last]`,
  )

const searchQuery = fc
  .tuple(scope, fc.constantFrom('', ' && !(status == "new")', ' || name match "ada*"'))
  .map(
    ([own, more]) =>
      `*[${own}] | score(boost(_type in ["lead"] && name match text::query($text), 10), boost(company match text::query($text), -2), [@, _id] match text::query($text) || references("plain")${more}) [_score > 0] {_id, "orderings": [_score]} | order(_score desc) [0...$last]`,
  )

const aggregateQuery = fc
  .tuple(
    fc.constantFrom(
      'math::sum',
      'math::avg',
      'math::min',
      'math::max',
      'array::unique',
      'count(array::unique',
    ),
    scope,
    fc.option(condition),
    fc.oneof(
      fc.constantFrom('.score', '.status', '.source.label', '._id', '._updatedAt', '[].owner'),
      sortKey.map((key) => `{"v": ${key}}.v`),
      sortKey.map((key) => `{"v": ${key}, "w": score}[].w`),
    ),
  )
  .map(
    ([name, own, more, values]) =>
      `${name}(*[${own}${more === null ? '' : ` && (${more})`}]${values}${name.includes('(') ? '))' : ')'}`,
  )

/** Queries as the product and a Studio send them, over awkward values. */
export const arbitraryLeadQuery = fc.oneof(
  {weight: 3, arbitrary: listQuery},
  {weight: 1, arbitrary: projectedQuery},
  {weight: 2, arbitrary: rangeQuery},
  {
    weight: 3,
    arbitrary: fc.tuple(scope, condition).map(([own, more]) => `count(*[${own} && (${more})])`),
  },
  {weight: 3, arbitrary: pageQuery},
  {weight: 2, arbitrary: studioQuery},
  {weight: 2, arbitrary: aggregateQuery},
  {weight: 1, arbitrary: searchQuery},
  {
    weight: 1,
    arbitrary: fc
      .tuple(listQuery, condition)
      .map(([own, more]) => `{"list": ${own}, "count": count(*[${more}])}`),
  },
)

/** Values for the parameters that the queries name; `value` and `id` are where a page starts. */
export const arbitraryParams = fc.record({
  field: fc.constantFrom<unknown>('city', "o'neill", 'Zoë 😀', 'x\u001E', null, 'x'.repeat(90)),
  q: fc.constantFrom('', 'ada', 'ad', 'kiln', 'hanno.grau', 'hanno.', 'tab', 'a_b', '.d', 'zoë'),
  value: awkwardScalar,
  other: awkwardScalar,
  id: fc.constantFrom('', ...AWKWARD_IDS),
  to: fc.constantFrom('', 'alpha.lead.2', '~', ...AWKWARD_IDS),
  site: fc.constantFrom<unknown>('alpha', 'beta', null),
  list: fc.constantFrom<unknown>(['alpha.lead.1', 'plain', 7], [], 'plain'),
  terms: fc.constantFrom<unknown>(
    ['ada*'],
    ['lo*', 'ada*'],
    [],
    ['*da'],
    ['kiln*'],
    ['hanno.grau*'],
  ),
  text: fc.constantFrom(
    '*',
    '',
    'ada',
    'ADA lo*',
    'strasse',
    'wide',
    'lead 1',
    'alpha*',
    '"ada lovelace"',
    'ada -maria',
    '-ada',
    '2026',
    '10 00',
    '2026-03-01T10*',
    'hanno.grau*',
    'Zoe',
    'кириллица',
  ),
  last: fc.constantFrom(1, 3, 100),
})
