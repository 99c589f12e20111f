import * as fc from 'fast-check'
import type {QueryDocument} from '../sortedDocuments.ts'

/** Texts that case, order and words could be mistaken about. */
const TEXTS = [
  '',
  'Ada',
  'ada lovelace',
  'ADA-Maria',
  'Ädä',
  'straße',
  'STRASSE',
  'ſoft',
  'İstanbul',
  'Zoë 😀',
  '\uFF21wide',
  '𝕏 ada',
  'ada@example.com',
  'hanno.grau-feld@example.com',
  // Its lower case is an ASCII k, which `match` does not see.
  '\u212Ailn',
  "o'neill",
  'a_b.c',
  '.dot.',
  'new',
  'won',
  'vip',
  '2026-01-01T00:00:00Z',
  '2026-03-01T10:00:00+02:00',
  '2026',
  'x'.repeat(450),
  '\uD800',
  'tab\tin',
  'Кириллица',
  '1',
  'true',
  'null',
]

const text = fc.constantFrom(...TEXTS)
const scalar = fc.oneof(
  {weight: 6, arbitrary: text},
  {
    weight: 2,
    arbitrary: fc.constantFrom<unknown>(
      null,
      true,
      false,
      0,
      1,
      -1,
      1.5,
      50,
      1e21,
      9007199254740992,
    ),
  },
)
const odd = fc.constantFrom<unknown>([], ['Ada', 3], {label: 'Ada'}, [null], [['vip']])
const value = fc.oneof({weight: 12, arbitrary: scalar}, {weight: 1, arbitrary: odd})
const list = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.array(fc.oneof(text, fc.constantFrom<unknown>(1, null, true)), {maxLength: 4}),
  },
  {weight: 1, arbitrary: value},
)

/** Ids in the order that SQLite and JavaScript share. */
const IDS = [
  'alpha.lead.1',
  'alpha.lead.2',
  'alpha.lead.3',
  'alpha.lead.4',
  'alpha.lead.5',
  'alphabet.lead.1',
  'beta.lead.1',
  'beta.lead.2',
  'site.alpha',
  'plain',
  'drafts.alpha.lead.1',
  'drafts.plain',
  'versions.r1.beta.lead.1',
  'versions.r2.beta.lead.1',
  'drafts.alpha.lead.9',
]

const fields = fc.record(
  {
    name: value,
    email: value,
    company: value,
    jobTitle: value,
    status: fc.oneof(fc.constantFrom<unknown>('new', 'won', 'lost'), value),
    engagement: value,
    subscription: value,
    score: value,
    owner: value,
    createdAt: value,
    lastContactAt: value,
    lastActivityAt: value,
    tags: list,
    lists: list,
    campaigns: list,
    source: fc.oneof(fc.record({label: value, kind: value}, {requiredKeys: []}), value),
    customFields: fc.oneof(
      {
        weight: 8,
        arbitrary: fc.array(
          fc.record(
            {name: fc.constantFrom('Ada', 'city', "o'neill", 'Zoë 😀'), value: text},
            {requiredKeys: ['name']},
          ),
          {maxLength: 3},
        ),
      },
      {weight: 1, arbitrary: fc.array(fc.record({name: value, value}), {maxLength: 2})},
      {weight: 1, arbitrary: value},
    ),
    ref: fc.constantFrom<unknown>({_ref: 'plain'}, {_ref: 'a', more: {_ref: 'plain'}}, [
      {_ref: 'x'},
    ]),
    receivedAt: value,
    _score: fc.oneof(
      {weight: 30, arbitrary: fc.constant(undefined)},
      {weight: 1, arbitrary: fc.constantFrom<unknown>(1, -1, 'x')},
    ),
    processedAt: value,
    form: fc.record({kind: value}),
    spam: fc.record({verdict: value}),
    outcome: value,
    site: fc.oneof(
      {weight: 8, arbitrary: fc.constantFrom<unknown>('alpha', 'beta')},
      {weight: 1, arbitrary: fc.constantFrom<unknown>(null, 5, ['alpha'], '')},
    ),
    _updatedAt: fc.constantFrom('2026-01-01T00:00:00Z', '2026-01-02T00:00:00Z'),
  },
  {requiredKeys: ['_updatedAt']},
)

/** Leads and other documents with missing, null, mixed and awkward values, in the order of ids. */
export const arbitraryLeads: fc.Arbitrary<QueryDocument[]> = fc
  .uniqueArray(
    fc.record({
      _id: fc.constantFrom(...IDS),
      _type: fc.oneof(
        {weight: 6, arbitrary: fc.constant('lead')},
        {weight: 2, arbitrary: fc.constantFrom('leadSubmission', 'other')},
      ),
      fields,
    }),
    {selector: ({_id}) => _id, maxLength: IDS.length},
  )
  .map((documents) =>
    documents
      .map(({_id, _type, fields: own}) => ({...own, _id, _type}))
      .sort((a, b) => (a._id < b._id ? -1 : 1)),
  )

const literal = fc.oneof(
  {weight: 5, arbitrary: text.map((own) => JSON.stringify(own))},
  {
    weight: 2,
    arbitrary: fc.constantFrom('null', 'true', 'false', '0', '1', '-1', '50', '$value', '$id'),
  },
  {weight: 1, arbitrary: fc.constantFrom('[]', '["new", null, 1]', '$list', '{"a": 1}', 'now()')},
)

const path = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.constantFrom(
      'status',
      'score',
      'name',
      'email',
      'createdAt',
      'lastContactAt',
      'owner',
      'engagement',
      'source.label',
      'lower(name)',
      'lower(email)',
      'string::lower(company)',
      'lower(tags[0])',
      'count(tags)',
      '_id',
      '_updatedAt',
      'site',
      '_type',
    ),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      'upper(name)',
      'tags',
      'source',
      'phone',
      'customFields[name == "Ada"][0].value',
      'customFields[name == $field][0].value',
      'lower(customFields[name == "city"][0].value)',
      'lower(customFields[name == $field][0].value)',
      'coalesce(owner, status)',
      'dateTime(createdAt)',
      'ref._ref',
      'receivedAt',
      'spam.verdict',
    ),
  },
)

const pattern = fc.oneof(
  fc.constantFrom('"ada"', '"ada*"', '"*ada"', '"*d*"', '"a*a"', '"*"', '"ada@example.com"', '"."'),
  fc.constantFrom('["ada*", "lo*"]', '["ada", 3]', '[]', 'null', '$terms', '"str*"', '"a_b.c"'),
  text.map((own) => JSON.stringify(own)),
)

const leaf = fc.oneof(
  {
    weight: 6,
    arbitrary: fc
      .tuple(path, fc.constantFrom('==', '!=', '<', '<=', '>', '>='), literal)
      .map((parts) => parts.join(' ')),
  },
  fc.tuple(literal, fc.constantFrom('==', '<', '>='), path).map((parts) => parts.join(' ')),
  fc.tuple(path, literal).map(([own, other]) => `${own} in [${other}, "new"]`),
  fc
    .tuple(literal, fc.constantFrom('tags', 'lists', 'campaigns', '$list', 'name'))
    .map((p) => p.join(' in ')),
  path.map((own) => `defined(${own})`),
  fc.tuple(path, literal).map(([own, prefix]) => `string::startsWith(${own}, ${prefix})`),
  fc
    .tuple(
      fc.constantFrom('name', '[name, email, company]', '[name, email]', 'jobTitle', 'tags'),
      pattern,
    )
    .map((parts) => parts.join(' match ')),
  fc.constant('[name, email, company] match $terms || string::startsWith(lower(email), $q)'),
  fc.constantFrom('true', 'status', '$value == null', '$id == ""', '!defined(site)'),
  fc.constantFrom('_id in path("alpha.**")', '_id in path("alpha.lead.*")', '_id in path("**")'),
  fc.constantFrom(
    'references("plain")',
    'references($list)',
    'ref._ref == "plain"',
    '_id in $list',
  ),
  fc.constantFrom(
    '@ match text::query("*")',
    '[@, _id] match text::query($text)',
    '@ match text::query($text)',
    'source.label match text::query($text)',
    '_type match text::query($text)',
    'lower(name) match text::query($text)',
    'tags[] match text::query("vip")',
  ),
  path.map((own) => `dateTime(${own}) < dateTime(now()) - 60 * 60 * 24 * 30`),
)

const {condition} = fc.letrec<{condition: string}>((tie) => ({
  condition: fc.oneof(
    {depthSize: 'small', withCrossShrink: true},
    leaf,
    fc.tuple(tie('condition'), tie('condition')).map(([a, b]) => `${a} && ${b}`),
    fc.tuple(tie('condition'), tie('condition')).map(([a, b]) => `(${a} || ${b})`),
    tie('condition').map((own) => `!(${own})`),
  ),
}))

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

const order = fc
  .array(
    fc.tuple(path, fc.constantFrom('', ' asc', ' desc')).map((parts) => parts.join('')),
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
)

const pageQuery = fc
  .tuple(scope, keyset, fc.option(condition))
  .map(
    ([own, page, more]) =>
      `*[${own} && ${page.condition}${more === null ? '' : ` && (${more})`}] | ${page.order}[0...3]{_id}`,
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

/** Queries as the product and a Studio send them, over awkward values. */
export const arbitraryLeadQuery = fc.oneof(
  {weight: 3, arbitrary: listQuery},
  {
    weight: 3,
    arbitrary: fc.tuple(scope, condition).map(([own, more]) => `count(*[${own} && (${more})])`),
  },
  {weight: 3, arbitrary: pageQuery},
  {weight: 2, arbitrary: studioQuery},
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
  value: scalar,
  id: fc.constantFrom('', ...IDS),
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
