import {afterAll, beforeAll, beforeEach, expect, test} from 'vitest'
import {MAX_CUSTOM_FIELDS, customFieldId} from '../../../../core/leads/registeredFields.ts'
import type {CustomFieldRecord} from '../../../../core/documents/site.ts'
import type {Site} from '../../../../core/sanity.types.generated.ts'
import {testSite} from '../../../../local/api/testing/testSites.ts'
import {startTestLake, type TestLake} from '../../../../local/lake/testing/testLake.ts'
import type {WorkspaceSite} from '../../../ui/siteContext.tsx'
import {createFields} from './createFields.ts'

const tag = {tag: 'leads.test.fields'}

let lake: TestLake
let site: WorkspaceSite

beforeAll(async () => {
  lake = await startTestLake()
  const admin = lake.client('local-superadmin')
  await admin.create(testSite('artameta', 'artameta.example'), tag)
  const found = await admin.getDocument<Site>('site.artameta')
  if (!found) throw new Error('There is no site.')
  site = {...found, customFields: []}
})
afterAll(() => lake.stop())
beforeEach(() => lake.client('local-superadmin').delete({query: '*[_type == "customField"]'}, tag))

const BADGE = {title: 'Badge no', type: 'text'} as const
const SEATS = {title: 'Seats', type: 'number'} as const

async function create(newFields: Parameters<typeof createFields>[2], to = site) {
  const known: CustomFieldRecord[] = []
  await createFields(lake.client('local-artameta-editor'), to, newFields, (field) =>
    known.push(field),
  )
  return known.map(({name, type}) => [name, type])
}

const stored = () =>
  lake
    .client('local-superadmin')
    .fetch('*[_type == "customField"] | order(name asc){name, type}', {}, tag)

test('several fields are created together', async () => {
  expect(await create([BADGE, SEATS])).toEqual([
    ['badgeNo', 'text'],
    ['seats', 'number'],
  ])
  expect(await stored()).toMatchObject([{name: 'badgeNo'}, {name: 'seats'}])
})

test('two imports that start at once share them', async () => {
  const both = await Promise.all([create([BADGE, SEATS]), create([SEATS, BADGE])])
  expect(both.map((fields) => fields.length)).toEqual([2, 2])
  expect(await stored()).toHaveLength(2)
})

test('a field that somebody made with another type since the check keeps the import from starting', async () => {
  await create([{...SEATS, type: 'text'}])
  await expect(create([BADGE, SEATS])).rejects.toMatchObject({
    problems: [{code: 'import.field-other-type', values: {field: 'Seats'}}],
  })
  expect(await stored()).toMatchObject([{name: 'badgeNo'}, {name: 'seats', type: 'text'}])
})

test('no more are created than a site may have, however many begin together', async () => {
  const many = Array.from({length: MAX_CUSTOM_FIELDS - 1}, (_, index) => {
    const name = `field${index}`
    return {_id: customFieldId('artameta', name), name, title: name, type: 'text' as const}
  })
  const full = {...site, customFields: many}
  await expect(create([BADGE, SEATS], full)).rejects.toMatchObject({
    problems: [{code: 'custom-field.too-many'}],
  })
  expect(await stored()).toMatchObject([{name: 'badgeNo'}])
})
