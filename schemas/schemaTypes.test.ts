import {createSchema, type ObjectSchemaType, type SchemaType} from 'sanity'
import {describe, expect, test} from 'vitest'
import {DOCUMENT_KINDS, KINDS} from '../core/tenancy/kinds.ts'
import {schemaTypes} from './index.ts'

const schema = createSchema({name: 'leads', types: schemaTypes()})

function documentType(name: string): ObjectSchemaType {
  const type = schema.get(name)
  if (!type || !('fields' in type)) throw new Error(`No document type ${name}`)
  return type
}

function fieldType(type: string, ...path: string[]): SchemaType {
  return path.reduce<SchemaType>((current, name) => {
    const field = 'fields' in current && current.fields.find((one) => one.name === name)
    if (!field) throw new Error(`${type} has no field ${path.join('.')}`)
    return field.type
  }, documentType(type))
}

const names = schemaTypes().map((type) => type.name)
const networkTypes = ['site', 'trailLease', 'customerSyncControl', 'planPlaces']
const tenantTypes = names.filter((name) => !networkTypes.includes(name))
/** Types whose forms people edit, and the one that a tool edits. Every other type is read-only. */
const editedTypes = [
  'site',
  'segment',
  'leadList',
  'campaign',
  'customField',
  'customerSyncControl',
]
const readOnlyTypes = names.filter((name) => !editedTypes.includes(name))

test('the schema compiles without problems', () => {
  const serious = (schema._validation ?? []).flatMap((group) =>
    group.problems.map((problem) => `${JSON.stringify(group.path)}: ${problem.message}`),
  )
  expect(serious).toEqual([])
})

test('every kind of document of a site has a type', () => {
  const types = DOCUMENT_KINDS.map((kind): string => KINDS[kind].type)
  expect(tenantTypes.toSorted()).toEqual(types.toSorted())
})

describe.each(tenantTypes)('%s', (name) => {
  test('is a record: live, with its site read-only', () => {
    expect(documentType(name).liveEdit).toBe(true)
    const site = fieldType(name, 'site')
    expect(site.readOnly === true || documentType(name).readOnly === true).toBe(true)
  })

  test('has an icon and a preview', () => {
    expect(documentType(name).icon).toBeTruthy()
    expect(documentType(name).preview).toBeTruthy()
  })
})

test.each(readOnlyTypes)('%s is not edited in its form', (name) => {
  expect(documentType(name).readOnly).toBe(true)
})

test('a site has drafts, so that unfinished edits stay unpublished', () => {
  expect(documentType('site').liveEdit).not.toBe(true)
})

test('nobody can be subscribed, given a status or moved to another address in a form', () => {
  expect(fieldType('newsletterSubscriber', 'status').readOnly).toBe(true)
  expect(fieldType('newsletterSubscriber', 'consentHistory').readOnly).toBe(true)
  expect(fieldType('lead', 'status').readOnly).toBe(true)
  expect(fieldType('lead', 'subscription').readOnly).toBe(true)
  expect(fieldType('lead', 'email').readOnly).toBe(true)
  expect(fieldType('lead', 'consent').readOnly).toBe(true)
})

test('a site’s statuses are titled in its leads', () => {
  const own = createSchema({
    name: 'site',
    types: schemaTypes({leadStatuses: [{value: 'won', title: 'Customer'}]}),
  }).get('lead')
  const prepare = own?.preview?.prepare
  expect(prepare?.({name: 'Ada Example', status: 'won', company: 'Acme'})).toEqual({
    title: 'Ada Example',
    subtitle: 'Customer · Acme',
  })
})

test('people are excluded from the search of a workspace that spans sites', () => {
  const visible = (options: Parameters<typeof schemaTypes>[0]) =>
    createSchema({name: 'search', types: schemaTypes(options)})
      .getTypeNames()
      .filter((name) => ['lead', 'leadSubmission', 'newsletterSubscriber'].includes(name))
      .map((name) => {
        const type = schemaTypes(options).find((one) => one.name === name)
        return type && '__experimental_omnisearch_visibility' in type
          ? type.__experimental_omnisearch_visibility
          : undefined
      })
  expect(visible({hidePeople: true})).toEqual([false, false, false])
  expect(visible({})).toEqual([true, true, true])
})
