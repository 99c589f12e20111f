import * as fc from 'fast-check'
import {awkwardText} from './awkwardValues.ts'

const literal = fc.oneof(
  {weight: 5, arbitrary: awkwardText.map((own) => JSON.stringify(own))},
  {
    weight: 2,
    arbitrary: fc.constantFrom('null', 'true', 'false', '0', '1', '-1', '50', '$value', '$id'),
  },
  {weight: 1, arbitrary: fc.constantFrom('[]', '["new", null, 1]', '$list', '{"a": 1}', 'now()')},
)

/** Expressions of conditions and orders. */
export const path = fc.oneof(
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
      'lower(source.utm.campaign)',
      'lower(select(count(string::split(email, "@")) > 1 => string::split(email, "@")[-1]))',
      'count(tags)',
      'length(name)',
      'string::split(lastContactAt, "-")[1] + "-" + string::split(string::split(lastContactAt, "-")[2], "T")[0]',
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
  awkwardText.map((own) => JSON.stringify(own)),
)

const textPiece = fc
  .oneof(awkwardText, fc.constantFrom('', 'a', '@', 'ada', 'xamp', '.com'))
  .map((own) => JSON.stringify(own))

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
  fc
    .tuple(
      fc.constantFrom('score', 'createdAt', 'status', 'tags'),
      literal,
      fc.constantFrom(
        '@ == ^.FIELD',
        'low <= ^.FIELD && ^.FIELD < high',
        '!(@.low == ^.FIELD)',
        '@ == ^.FIELD || name == ^.^.FIELD',
        'low in ^.FIELD',
        '@ in [^.FIELD, low]',
      ),
    )
    .map(([field, own, inner]) => {
      const list = `[{"low": ${own}, "high": "z"}, {"low": 0, "high": 60}, ${own}, "new"]`
      return `count(${list}[${inner.replaceAll('FIELD', field)}]) > 0`
    }),
  fc.tuple(path, textPiece).map(([own, part]) => `count(string::split(${own}, ${part})) > 1`),
  fc
    .tuple(
      path,
      fc.oneof(awkwardText, fc.constantFrom('', 'a', 'com', 'da')),
      fc.constantFrom('|', '§', 'a'),
    )
    .map(([own, part, end]) => {
      const [whole, tail] = [JSON.stringify(part + end), JSON.stringify(end)]
      return `string::split(${own} + ${tail}, ${whole})[-1] == ""`
    }),
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
  fc
    .constantFrom(
      '*.lead.*',
      '*.*.*',
      '*.*',
      '*',
      'alpha.*.1',
      '*.lead.1',
      '*.lead.**',
      '**.1',
      '*.l?ad.*',
    )
    .map((path) => `_id in path("${path}")`),
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
  fc
    .tuple(
      fc.constantFrom('', ' && site == $site', ' && kind == "note"', ' && kind == $field'),
      fc.constantFrom('', ' && at >= $value', ' && site == $site && at < "2026-03"'),
      fc.constantFrom('leadId == ^._id', '^._id == leadId', 'name == ^._id', '_id == ^._id'),
      fc.constantFrom('> 0', '>= 1', '== 0', '< 2', '!= 1', '>= 0', '== -1', '>= 0.5', '== $value'),
    )
    .map(
      ([kind, time, link, often]) =>
        `count(*[_type == "leadActivity"${kind} && ${link}${time}]) ${often}`,
    ),
  path.map((own) => `dateTime(${own}) < dateTime(now()) - 60 * 60 * 24 * 30`),
  fc
    .tuple(
      fc.constantFrom('"city"', '$field', '"Ada"'),
      fc.constantFrom(
        'count([VALUE][@ >= $value && !string::startsWith(@, "-")]) > 0',
        'count([VALUE, lower(VALUE)][count(string::split(@, "")[!(@ in $list)]) == 0]) == OTHER',
        'string::split(VALUE, "a")[0] + "b" in [OTHER, "b", "loreb"]',
        'length(VALUE) > 2',
        'VALUE == lower(VALUE)',
        'VALUE != OTHER',
        'count([VALUE][@ == ^.status]) > 0',
        'VALUE < status',
        'defined(string::split(VALUE, "-")[1])',
      ),
      literal,
    )
    .map(([name, own, other]) =>
      own.replaceAll('VALUE', `customFields[name == ${name}][0].value`).replaceAll('OTHER', other),
    ),
  fc
    .tuple(
      fc.constantFrom(
        'score % 2 == 0',
        'score + 1 > OTHER',
        'coalesce(score, 0) > OTHER',
        'select(status == "new" => score, OTHER) > 50',
        'length(status) > 2',
        'upper(status) == upper(OTHER)',
        'status == lower(status)',
        'string::split(email, "@")[1] == OTHER',
        'count([status, owner][@ == OTHER]) == 1',
        'dateTime(createdAt) > dateTime("2026-03-02T10:00:00Z") - 60 * 60 * OTHER',
        'dateTime(createdAt) <= dateTime(now()) - 60 * 60 * 24 * 60',
        'dateTime("2026-03-05T10:00:00+02:00") < dateTime(lastContactAt)',
        'dateTime(createdAt) == dateTime("2026-03-01T10:00:00Z")',
        'createdAt < lastContactAt',
        'math::sum([score, 1]) > 3',
        'name == OTHER',
        'company in [OTHER, "Ada"]',
        'string::startsWith(name, OTHER)',
        'source.utm.campaign == OTHER',
        'unknown.attribute == OTHER',
        'source.pageUrl in [OTHER, "new"]',
        'OTHER in customFields[].value',
        'customFields[0].value == OTHER',
        'count(customFields[name == "city" && value == OTHER]) > 0',
        'count(tags[@ == OTHER]) > 0',
        'count((lists)[OTHER == @]) >= 1',
        'count(status[@ == "new"]) > 0',
        'tags[0] == OTHER',
        'OTHER in tags[0..1]',
        'length(jobTitle) > 3 || defined(score) == (owner != null)',
        'email in *[_type == "leadSubmission"].email',
        '!(owner in *[_type == "lead" && status == OTHER].owner)',
        '_id in *[_type == "lead" && status == OTHER]._id',
        'count(*[_type == "lead" && status == OTHER]) > 1 && status != OTHER',
        'status == *[_type == "lead"] | order(_id desc)[0].status',
        'owner in *[_type == "lead" && status == ^.status].owner',
        'references(*[_type == "lead"][0...2].ref._ref)',
        '*[_type == "lead"][0].ref._ref in *[references(^._id)]._id',
        'count(*[_id in *[_type == "lead"].owner && ^.status == status]) > 0',
      ),
      literal,
    )
    .map(([own, other]) => own.replaceAll('OTHER', other)),
)

const conditions = fc.letrec<{condition: string}>((tie) => ({
  condition: fc.oneof(
    {depthSize: 'small', withCrossShrink: true},
    leaf,
    fc.tuple(tie('condition'), tie('condition')).map(([a, b]) => `${a} && ${b}`),
    fc.tuple(tie('condition'), tie('condition')).map(([a, b]) => `(${a} || ${b})`),
    tie('condition').map((own) => `!(${own})`),
    fc
      .tuple(tie('condition'), fc.constantFrom('', '!'), fc.boolean())
      .map(([own, not, fallback]) => `${not}coalesce(${own}, ${fallback})`),
  ),
}))

/** Conditions as the product and a Studio send them, and as people write them. */
export const condition: fc.Arbitrary<string> = conditions.condition
