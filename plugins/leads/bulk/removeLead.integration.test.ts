import type {SanityClient} from '@sanity/client'
import {afterAll, beforeAll, describe, expect, test} from 'vitest'
import {recentChanges} from '../../../core/changes/recent/recentChanges.ts'
import type {Site} from '../../../core/sanity.types.generated.ts'
import {testSite} from '../../../local/api/testing/testSites.ts'
import type {WorkspaceSite} from '../../ui/siteContext.tsx'
import {startTestLake, type TestLake} from '../../../local/lake/testing/testLake.ts'
import {ulid} from 'ulid'
import type {BulkSetting} from './startBulk.ts'
import {readFewDeleted} from './recent/deletedLeads.ts'
import {recentJobsQuery} from './recent/useRecentChanges.ts'
import {removeLead, restoreFrom, restoreLeadById} from './removeLead.ts'
import {commitLeadEdit} from '../edits/commitLeadChanges.ts'

const tag = {tag: 'leads.test.remove'}

let lake: TestLake
let superadmin: SanityClient
let site: WorkspaceSite

beforeAll(async () => {
  lake = await startTestLake()
  superadmin = lake.client('local-superadmin')
  await superadmin.create(testSite('artameta', 'artameta.example'), tag)
  const found = await superadmin.getDocument<Site>('site.artameta')
  if (!found) throw new Error('There is no site.')
  site = {...found, customFields: []}
})
afterAll(() => lake.stop())

function as(role: 'admin' | 'editor'): BulkSetting {
  return {
    client: lake.client(`local-artameta-${role}`),
    site,
    user: {id: `artameta-${role}`, name: 'Ada Example'},
    newUlid: ulid,
    now: () => new Date().toISOString(),
  }
}

async function addLead(key: string) {
  const lead = {
    _id: `artameta.lead.${key}`,
    _type: 'lead',
    site: 'artameta',
    name: 'Bo Example',
    email: 'bo@example.com',
    status: 'new',
    engagement: 'none',
    subscription: 'subscribed',
    customFields: [{_key: 'a', name: 'team', value: '12'}],
    createdAt: '2026-01-01T00:00:00.000Z',
  }
  await superadmin.create(lead, tag)
  return lead
}

const entries = (id: string) =>
  superadmin.fetch<string[]>(
    '*[_type == "leadActivity" && leadId == $id] | order(_id asc).summary',
    {id},
    tag,
  )

describe('a lead that is deleted by itself', () => {
  test('is listed with its name, restored by an editor, and both are in its timeline', async () => {
    const {_id: id, ...lead} = await addLead('a'.repeat(26))
    const {jobId} = await removeLead(as('admin'), id)
    expect(await superadmin.getDocument(id)).toBeUndefined()

    const {client} = as('editor')
    const since = '2026-01-01T00:00:00.000Z'
    const page = {site: 'artameta', since, at: '', id: ''}
    const jobs = await client.fetch(recentJobsQuery, page, {perspective: 'raw'})
    const [change] = recentChanges(jobs, new Date().toISOString())
    expect(change).toMatchObject({
      id: jobId,
      by: 'artameta-admin',
      action: {kind: 'delete'},
      undo: {kind: 'possible'},
    })
    const changes = change ? [change] : []
    const named = await readFewDeleted(client, 'artameta', changes, new AbortController().signal)
    expect(named.get(jobId)).toEqual([
      {id, name: 'Bo Example', email: 'bo@example.com', isThere: false},
    ])

    await restoreLeadById(as('editor'), id)
    // There is no subscriber of this key, so the copy says nothing of a subscription.
    const restored = {...lead, subscription: 'none'}
    expect(await superadmin.getDocument(id)).toMatchObject(restored)
    expect((await entries(id)).toSorted()).toEqual(['Lead deleted', 'Lead restored'])
    await expect(restoreFrom(as('editor'), jobId, [id])).rejects.toThrow('created again')
  })

  test('is not deleted by an editor, and the attempt changes nothing', async () => {
    const {_id: id} = await addLead('b'.repeat(26))
    await expect(removeLead(as('editor'), id)).rejects.toThrow('does not allow')
    expect(await superadmin.getDocument(id)).toMatchObject({name: 'Bo Example'})
    expect(await entries(id)).toEqual([])
  })

  test('is not restored without stored data, or by a job of another site', async () => {
    const id = `artameta.lead.${'c'.repeat(26)}`
    await expect(restoreLeadById(as('editor'), id)).rejects.toThrow(
      'No data of this lead is stored',
    )
    await superadmin.create(
      {
        _id: `artameta.activity.${'c'.repeat(26)}.${ulid()}`,
        _type: 'leadActivity',
        site: 'artameta',
        leadId: id,
        at: new Date().toISOString(),
        jobId: `bluefern.bulk.delete.${ulid()}`,
        details: [{_key: 'a', name: 'change', value: 'deleted'}],
      },
      tag,
    )
    await expect(restoreLeadById(as('editor'), id)).rejects.toThrow(
      'No data of this lead is stored',
    )
  })
})

test('a field is written only while its former value is unchanged', async () => {
  const {_id: id} = await addLead('d'.repeat(26))
  const request = {
    id,
    shown: null,
    seen: {field: 'customFields' as const, name: 'team', value: '12'},
    wanted: {field: 'customFields' as const, name: 'team', value: '14'},
  }
  const first = await commitLeadEdit(as('editor'), request)
  expect(first).toMatchObject({kind: 'changed', written: '14'})
  const wanted = {...request.wanted, value: '15'}
  const second = await commitLeadEdit(as('editor'), {...request, wanted})
  expect(second).toMatchObject({kind: 'overtaken', now: '14'})
  expect(await superadmin.getDocument(id)).toMatchObject({
    customFields: [{name: 'team', value: '14'}],
  })
  expect(await entries(id)).toEqual(['Changed “team”'])
})
