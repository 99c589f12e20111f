import {afterAll, beforeAll, expect, it} from 'vitest'
import {startTestLake, type TestLake} from '../testing/testLake.ts'

let lake: TestLake
beforeAll(async () => {
  lake = await startTestLake()
  await lake.client('local-superadmin').create({_id: 'there', _type: 'note', list: [1], text: 'a'})
})
afterAll(() => lake.stop())

const DEEP = '"deep"'
const nested = (open: string, close: string, depth: number) =>
  `${open.repeat(depth)}1${close.repeat(depth)}`

/** Bodies, and their paths, with a place for something deep in each value that is read. */
const PLACES: [string, string, unknown][] = []
const mutate = (mutation: unknown, more = {}) =>
  PLACES.push(['POST', '/v1/data/mutate/production', {mutations: [mutation], ...more}])
for (const kind of ['create', 'createIfNotExists', 'createOrReplace']) {
  const document = {_id: 'there', _type: 'note'}
  for (const name of ['field', '_id', '_type', '_createdAt', '_rev', '_updatedAt']) {
    mutate({[kind]: {...document, [name]: 'deep'}})
  }
  mutate({[kind]: 'deep'})
}
const operations = ['set', 'setIfMissing', 'merge', 'unset', 'inc', 'dec', 'diffMatchPatch']
for (const operation of [...operations, 'insert', 'ifRevisionID', 'id', 'query']) {
  mutate({patch: {id: 'there', [operation]: 'deep'}})
  mutate({patch: {id: 'there', [operation]: {field: 'deep'}}})
  mutate({patch: {id: 'there', [operation]: {'list[0]': 'deep', 'a.b.c': 'deep'}}})
  mutate({patch: {id: 'there', [operation]: ['deep']}})
}
mutate({patch: {id: 'there', insert: {after: 'list[-1]', items: ['deep']}}})
mutate({patch: {query: '*[_id == $id]', params: {id: 'deep'}, set: {a: 1}}})
mutate({delete: {id: 'deep'}})
mutate({delete: {query: '*[_id == "none"]', params: {id: 'deep'}}})
mutate('deep')
mutate({nonsense: 'deep'})
mutate({create: {_type: 'note'}}, {transactionId: 'deep'})
PLACES.push(['POST', '/v1/data/mutate/production?autoGenerateArrayKeys=true', {mutations: 'deep'}])
const deepKeys = {mutations: [{create: {_type: 'note', rows: ['deep']}}]}
PLACES.push(['POST', '/v1/data/mutate/production?autoGenerateArrayKeys=true', deepKeys])
const act = (name: string, action: object) => {
  const actionType = `sanity.action.document.${name}`
  PLACES.push(['POST', '/v1/data/actions/production', {actions: [{...action, actionType}]}])
}
act('create', {publishedId: 'deep', attributes: {_type: 'note'}})
act('create', {publishedId: 'new', attributes: {_type: 'note', field: 'deep'}})
act('edit', {publishedId: 'there', draftId: 'drafts.there', patch: {set: {field: 'deep'}}})
act('edit', {publishedId: 'there', draftId: 'drafts.there', patch: 'deep'})
act('publish', {publishedId: 'there', draftId: 'deep'})
act('replaceDraft', {publishedId: 'there', attributes: {_type: 'note', field: 'deep'}})
act('version.create', {publishedId: 'there', document: {_id: 'versions.r.there', _type: 'deep'}})
act('delete', {publishedId: 'there', includeDrafts: ['deep']})
PLACES.push(['POST', '/v1/data/actions/production', {actions: 'deep'}])
PLACES.push(['POST', '/v1/data/query/production', {query: '*[a == $a]', params: {a: 'deep'}}])
PLACES.push(['POST', '/v1/data/query/production', {query: '$a', params: {a: 'deep'}}])
PLACES.push(['POST', '/v1/data/query/production', {query: 'deep'}])
PLACES.push(['POST', '/v1/data/query/production', 'deep'])
PLACES.push(['PUT', '/v1/datasets/deep', {aclMode: 'deep'}])
PLACES.push(['PATCH', '/v1/datasets/production', {aclMode: 'deep'}])
PLACES.push(['PUT', '/v1/users/me/keyvalue', [{key: 'a', value: 'deep'}]])
PLACES.push(['PUT', '/v1/users/me/keyvalue', [{key: 'deep', value: 1}]])
PLACES.push(['POST', '/v1/sign-in', {user: 'deep'}])

const SHAPES = [
  ['lists', '[', ']'],
  ['objects', '{"a":', '}'],
  ['lists of objects', '[{"a":', '}]'],
] as const

it.each(
  SHAPES.flatMap(([name, open, close]) =>
    [450, 8_000, 100_000].map((depth) => [depth, name, nested(open, close, depth)] as const),
  ),
)('%d levels of %s in any body are an answer', async (_depth, _name, deep) => {
  const failing: string[] = []
  for (const [method, path, body] of PLACES) {
    const text = JSON.stringify(body).replaceAll(DEEP, deep)
    if (text.length > 4_000_000) continue
    const response = await lake.request(path, {method, body: text, token: 'local-superadmin'})
    await response.text()
    if (response.status >= 500)
      failing.push(`${response.status} ${method} ${path} ${JSON.stringify(body)}`)
  }
  expect(failing).toEqual([])
})

it('parameters in an address may be of any depth', async () => {
  for (const path of ['query/production', 'listen/production']) {
    for (const depth of [450, 3_000]) {
      const query = new URLSearchParams({query: '*[a == $a]', $a: nested('[', ']', depth)})
      const text = decodeURIComponent(query.toString())
      const response = await lake.request(`/v1/data/${path}?${text}`, {token: 'local-superadmin'})
      await response.body?.cancel()
      expect(response.status).toBeLessThan(500)
    }
  }
})

it('the lake keeps running', async () => {
  expect(lake.log.filter((line) => line.includes('unexpected'))).toEqual([])
  expect(await lake.client('local-superadmin').getDocument('there')).toMatchObject({_id: 'there'})
})
