import {parse} from 'groq-js'
import {describe, expect, test} from 'vitest'
import type {StoredDocument} from '../lake/store/storedDocument.ts'
import {createTrigger, typesOf, type DocumentEvent} from './trigger.ts'

const PROJECT = {projectId: 'local', dataset: 'production'}

function document(id: string, fields: Record<string, unknown> = {}): StoredDocument {
  return {
    _id: id,
    _type: 'leadSubmission',
    _rev: 'r1',
    _createdAt: '2026-01-01T00:00:00Z',
    _updatedAt: '2026-01-01T00:00:00Z',
    ...fields,
  }
}

function fires(
  event: DocumentEvent,
  before: StoredDocument | null,
  after: StoredDocument | null,
): Promise<unknown> {
  const documentId = (after ?? before)?._id ?? ''
  return createTrigger('test', event, PROJECT).match({documentId, before, after})
}

describe('events', () => {
  const id = 'artameta.submission.1'
  test.each([
    [['create'], null, document(id), true],
    [['create'], document(id), document(id), false],
    [['update'], document(id), document(id), true],
    [['update'], null, document(id), false],
    [['delete'], document(id), null, true],
    [['create', 'update'], document(id), null, false],
    [undefined, null, document(id), true],
    [undefined, document(id), document(id), true],
    [undefined, document(id), null, false],
  ])('on %j from %j', async (on, before, after, expected) => {
    await expect(fires({on}, before, after).then((data) => data !== null)).resolves.toBe(expected)
  })

  test('excludes drafts and versions by default', async () => {
    const draft = document('drafts.artameta.submission.1')
    await expect(fires({on: ['create']}, null, draft)).resolves.toBeNull()
    await expect(fires({on: ['create'], includeDrafts: true}, null, draft)).resolves.not.toBeNull()
    const version = document('versions.r1.artameta.submission.1')
    await expect(fires({on: ['create']}, null, version)).resolves.toBeNull()
    await expect(
      fires({on: ['create'], includeAllVersions: true}, null, version),
    ).resolves.not.toBeNull()
  })
})

test('applies filter and projection', async () => {
  const event: DocumentEvent = {
    on: ['create'],
    filter: '_type == "leadSubmission" && !defined(processedAt)',
    projection: '{_id, "n": count(fields), "project": sanity::projectId()}',
  }
  await expect(fires(event, null, document('a.b.1', {fields: [1, 2]}))).resolves.toEqual({
    data: {_id: 'a.b.1', n: 2, project: 'local'},
  })
  await expect(fires(event, null, document('a.b.1', {processedAt: 'now'}))).resolves.toBeNull()
  await expect(fires(event, null, document('a.b.1', {_type: 'lead'}))).resolves.toBeNull()
})

test('evaluates delta functions and before() and after()', async () => {
  const event: DocumentEvent = {
    on: ['create', 'update'],
    filter: 'delta::changedAny(status) && after().status == "queued"',
    projection: '{"was": before().status, "is": status}',
  }
  const sent = document('a.b.1', {status: 'sent'})
  const queued = document('a.b.1', {status: 'queued'})
  await expect(fires(event, sent, queued)).resolves.toEqual({data: {was: 'sent', is: 'queued'}})
  await expect(fires(event, queued, {...queued, attempts: 1})).resolves.toBeNull()
  await expect(fires(event, null, queued)).resolves.toEqual({data: {was: null, is: 'queued'}})
})

test('passes the whole document without filter and projection', async () => {
  const whole = document('a.b.1', {x: 1})
  await expect(fires({on: ['delete']}, whole, null)).resolves.toEqual({data: whole})
  await expect(fires({on: ['create'], projection: '{_id}'}, null, whole)).resolves.toEqual({
    data: {_id: 'a.b.1'},
  })
})

test('a filter on ids keeps to a site, also where another’s key starts the same', async () => {
  const event: DocumentEvent = {
    on: ['create'],
    filter: '_id in path("blue.**")',
    projection: '{_id, "elsewhere": _id in path("bluefern.**")}',
  }
  await expect(fires(event, null, document('blue.submission.1'))).resolves.toEqual({
    data: {_id: 'blue.submission.1', elsewhere: false},
  })
  await expect(fires(event, null, document('bluefern.submission.1'))).resolves.toBeNull()
})

test.each(['_type ==', '_id in path(_type)'])(
  'names the function whose filter [%s] it cannot read',
  (filter) => {
    expect(() => createTrigger('send-mail', {filter}, PROJECT)).toThrow(/send-mail/)
  },
)

test.each([
  ['_type == "a"', ['a']],
  ['"a" == _type && x > 1', ['a']],
  ['x > 1 && (_type == "a" && y)', ['a']],
  ['_type in ["a", "b"]', ['a', 'b']],
  ['(_type == "a" && x) || (_type in ["b", "c"] && y)', ['a', 'b', 'c']],
  ['_type in ["a", x]', null],
  ['x in ["a"]', null],
  ['_type == "a" || x', null],
  ['_type != "a"', null],
  ['x._type == "a"', null],
  ['!(_type == "a")', null],
])('the types of [%s] are %j', (filter, expected) => {
  const types = typesOf(parse(`*[${filter}]{_id}`, {mode: 'delta'}))
  expect(types && [...types]).toEqual(expected)
})
