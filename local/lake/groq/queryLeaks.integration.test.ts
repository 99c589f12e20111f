import {afterAll, beforeAll, describe, expect, it} from 'vitest'
import {startQueryFixture, type QueryFixture} from './testing/queryFixture.ts'

/** Stands in every document that a bluefern editor must not see, and nowhere else. */
const SECRET = 'wisteria'
/** A value that bluefern's own documents share with artameta's, as a join would need. */
const SHARED = 'shared@example.com'

const hidden = (id: string, type: string, more: Record<string, unknown> = {}) => ({
  _id: id,
  _type: type,
  name: `${SECRET} ${id.length}`,
  email: SHARED,
  secret: SECRET,
  list: [{_key: 'k', _type: 'reference', _ref: 'bluefern.list.l1'}],
  ...more,
})

const own = {
  _id: 'bluefern.lead.b1',
  _type: 'lead',
  name: 'Own Lead',
  email: SHARED,
  other: {_type: 'reference', _ref: 'artameta.lead.a1', _weak: true},
  others: [
    {_key: 'k', _ref: 'artameta.lead.a1'},
    {_key: 'd', _ref: 'drafts.bluefern.lead.b1'},
  ],
}

const DOCUMENTS = [
  own,
  {_id: 'bluefern.list.l1', _type: 'leadList', title: 'Own list'},
  {_id: 'site.bluefern', _type: 'site', key: 'bluefern', title: 'Bluefern'},
  hidden('artameta.lead.a1', 'lead'),
  hidden('artameta.lead.a2', 'lead', {back: {_ref: 'bluefern.lead.b1'}}),
  hidden('artameta.list.l1', 'leadList'),
  hidden('site.artameta', 'site', {key: 'artameta'}),
  hidden('drafts.artameta.lead.a1', 'lead'),
  hidden('versions.r1.artameta.lead.a1', 'lead'),
  // Drafts and versions of bluefern's own documents need a grant of their own too.
  hidden('drafts.bluefern.lead.b1', 'lead'),
  hidden('versions.r1.bluefern.lead.b1', 'lead'),
  hidden('drafts.bluefern.lead.b2', 'lead'),
  hidden('_.groups.editors', 'system.group'),
  hidden('_.releases.r1', 'system.release'),
  hidden('network.audit.1', 'auditEvent'),
  hidden('bluefernx.lead.x', 'lead'),
  hidden('bluefern', 'lead'),
  hidden('loose', 'lead'),
]
const OWN_IDS = ['bluefern.lead.b1', 'bluefern.list.l1', 'site.bluefern']

let fixture: QueryFixture
beforeAll(async () => {
  fixture = await startQueryFixture(DOCUMENTS)
})
afterAll(() => fixture.dispose())

const PERSPECTIVES = ['raw', 'published', 'drafts', 'r1', 'r1,drafts']

async function ask(query: string, perspective: string, params: Record<string, unknown> = {}) {
  const response = await fixture.request(
    `/v2025-02-19/data/query/production?returnQuery=false&perspective=${perspective}`,
    {
      method: 'POST',
      token: 'local-bluefern-editor',
      body: JSON.stringify({query, params}),
    },
  )
  const text = await response.text()
  const {result, error}: {result?: unknown; error?: unknown} = JSON.parse(text)
  return {status: response.status, text, result, error}
}

/** Ways to ask for documents, none of which may give anything of another tenant. */
const WAYS = [
  '*',
  '*[]',
  '*[true]{...}',
  '*[_type == "lead"]',
  '*[_id == "artameta.lead.a1"]',
  '*[_id in ["artameta.lead.a1", "drafts.artameta.lead.a1", "versions.r1.artameta.lead.a1"]]',
  '*[_id in $ids]',
  '*[_id in path("artameta.**")]',
  '*[_id in path("**")]',
  '*[_id in path("drafts.**") || _id in path("versions.**")]',
  '*[_id in path("_.**")]',
  '*[!(_id in path("bluefern.**"))]{secret}',
  '*[string::startsWith(_id, "art")]',
  '*[sanity::versionOf("artameta.lead.a1")]',
  '*[sanity::versionOf("bluefern.lead.b1")]{secret}',
  '*[sanity::partOfRelease("r1")]',
  '*[references("bluefern.list.l1")]',
  '*[references("bluefern.lead.b1")]',
  '*[list[]._ref == "bluefern.list.l1"]',
  '*["bluefern.list.l1" in list[]._ref]',
  '*[back._ref == "bluefern.lead.b1"]',
  '*[_id == "bluefern.lead.b1"]{"o": other->, "n": other->name, "all": others[]->{..., secret}}',
  '*[_id == "bluefern.lead.b1"]{"o": other->list[0]->, "m": *[_id == ^.other._ref]}',
  '*[_id == "bluefern.lead.b1"]{"same": *[email == ^.email]{secret, _id}}',
  '*[_id == "bluefern.lead.b1"]{"same": *[references(^._id)]{secret, _id}}',
  '*[_id == "bluefern.list.l1"]{"in": *[^._id in list[]._ref]{secret}}',
  '*[other->secret match "wis*"]',
  '*[others[]->secret match "wis*"]',
  '*[[@, _id] match text::query("wis*")]',
  '*[[@] match text::query($q)]{secret}',
  '*[_id match text::query("artameta*")]',
  '*[_type in ["lead", "site"]] | score([@] match text::query("wis*"), boost(name match "wis*", 3))[secret != null]',
  '* | order(secret asc, _id desc)[0...50]{_id, secret}',
  '*[_type == "system.group"]{members, grants, secret}',
  'releases::all()',
  '{"a": *[_id in path("artameta.**")], "b": [...*[].secret, *[0].secret]}',
  '[*[_type == "lead"][0...50]{secret}, *[_type == "site"]{secret}]',
  'coalesce(*[_id == "artameta.lead.a1"][0], *[_type == "site" && key == "artameta"][0])',
  'select(count(*[_id in path("artameta.**")]) > 0 => "wisteria", null)',
  'select(defined(*[_id == "artameta.lead.a1"][0]._id) => "wisteria")',
  'array::join(*[].secret, ",")',
  'pt::text(*[_id == "artameta.lead.a1"].secret)',
  '*[identity() != "x" && defined(secret)]',
  '*[defined(user::attributes())]{secret}',
  'fn a::b($x) = $x{secret}; a::b(*[_id == "artameta.lead.a1"][0])',
  '$d->secret',
  '*[_id == "bluefern.lead.b1"]{"x": $d->, "y": {"_ref": "artameta.lead.a1"}->secret}',
]
const PARAMS = {
  ids: ['artameta.lead.a1', 'artameta.lead.a2', 'site.artameta', 'loose', 'bluefern'],
  d: {_ref: 'artameta.lead.a1'},
  q: `"${SECRET}"`,
}

describe.each(PERSPECTIVES)('a bluefern editor, perspective %s', (perspective) => {
  it('sees all of bluefern and nothing else', async () => {
    const {result} = await ask('*[]._id', perspective)
    expect(result).toEqual(OWN_IDS)
  })

  it.each(WAYS)('gets nothing of another site by %s', async (query) => {
    const {status, text} = await ask(query, perspective, PARAMS)
    expect(status).toBe(200)
    expect(text).not.toContain(SECRET)
    expect(text).not.toContain('artameta.lead.a2')
  })

  it('counts only what it may read', async () => {
    const {result} = await ask(
      `{
        "all": count(*),
        "theirs": count(*[_id in path("artameta.**")]),
        "bySecret": count(*[secret == "wisteria"]),
        "byMail": count(*[email == "${SHARED}"]),
        "referring": count(*[references("bluefern.list.l1")]),
        "behind": count(*[defined(other->)]),
        "max": math::max(*[]{"n": length(name)}.n),
        "text": count(*[[@, _id] match text::query("wis* artameta*")]),
        "groups": count(*[_type == "system.group"])
      }`,
      perspective,
    )
    expect(result).toEqual({
      all: 3,
      theirs: 0,
      bySecret: 0,
      byMail: 1,
      referring: 0,
      behind: 0,
      max: 8,
      text: 0,
      groups: 0,
    })
  })
})

describe('errors', () => {
  it.each([
    '*[secret',
    '*{"a": nope(secret)}',
    '*[_id == $missing]{secret}',
    '*{"a": geo::distance(secret, secret)}',
    'array::join(*[0...count(*)].secret, "")',
    'toString(*[0].secret)',
    `*[name match "${'('.repeat(3)}"]{"a": anywhere(secret)}`,
  ])('never quote a document: %s', async (query) => {
    for (const token of ['local-bluefern-editor', 'local-superadmin']) {
      const response = await fixture.request('/v1/data/query/production', {
        method: 'POST',
        token,
        body: JSON.stringify({query}),
      })
      expect(response.status).toBe(400)
      expect(await response.text()).not.toContain(SECRET)
    }
  })

  it('and logs name neither tokens nor queries', async () => {
    await ask('*[secret == "x"]', 'raw')
    expect(fixture.log.join('\n')).not.toMatch(/local-|secret|wisteria/)
  })
})

describe('other callers', () => {
  it('see their documents, which proves that they exist', async () => {
    const of = (token: string) => fixture.client(token).fetch('*[]._id', {}, {perspective: 'raw'})
    const artameta = ['artameta.lead.a1', 'artameta.lead.a2', 'artameta.list.l1', 'site.artameta']
    expect(await of('local-artameta-viewer')).toEqual(artameta)
    expect(await of('local-northpeak-admin')).toEqual([])
    const all = await of('local-superadmin')
    expect(all).toHaveLength(DOCUMENTS.length)
    expect(await of('local-functions')).toEqual(all)
  })

  it('anonymous readers get only root documents of a public dataset', async () => {
    const open = fixture.client(undefined, {dataset: 'open'})
    for (const perspective of PERSPECTIVES) {
      const ids: unknown = await open.fetch('*[]._id', {}, {perspective: perspective.split(',')})
      expect(ids).toEqual(['bluefern', 'loose'])
    }
    expect(await open.fetch('*[_id == "bluefern"][0].list[0]->title')).toBeNull()
  })
})
