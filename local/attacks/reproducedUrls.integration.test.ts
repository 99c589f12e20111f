import {afterAll, beforeAll, describe, expect, test, vi} from 'vitest'
import {ALL_LEADS} from '../../core/audience/leadSelection.ts'
import {BULK_VERSION} from '../../core/changes/bulk/bulkIntent.ts'
import {newBulkJob} from '../../core/changes/bulk/bulkJob.ts'
import {newExportJob} from '../../core/changes/exports/exportJob.ts'
import {importRows} from '../../functions/import-chunk/handler.ts'
import {fileAddedLead} from '../../functions/file-lead/handler.ts'
import {handleSubmission} from '../../functions/process-submission/handler.ts'
import {refreshSegments} from '../../functions/refresh-segments/handler.ts'
import {runBulkChange} from '../../functions/run-bulk-change/handler.ts'
import {runExport} from '../../functions/run-export/handler.ts'
import {sendMessage} from '../../functions/send-mail/handler.ts'
import {askImport, nextUlid} from '../api/testing/importFixture.ts'
import {startNotingProxy, type NotingProxy} from '../api/testing/notingProxy.ts'
import {sendForm, SIGN_UP} from '../api/testing/sendForm.ts'
import {clientAs, functionServicesOf, recordTrails} from '../api/testing/testServices.ts'
import {startTestStack, type TestStack} from '../api/testing/testStack.ts'
import {HOME} from './callers.ts'

const tag = {tag: 'leads.test.reproduced'}

describe('addresses of requests of functions', () => {
  let stack: TestStack
  let proxy: NotingProxy

  beforeAll(async () => {
    stack = await startTestStack()
    proxy = await startNotingProxy(stack.lake.url)
  })
  afterAll(async () => {
    proxy.stop()
    await stack.stop()
  })

  function services() {
    const variables = {LEADS_SMTP_URL: stack.mail.smtpUrl, LEADS_PUBLIC_API_URL: 'http://api.test'}
    return functionServicesOf({lake: proxy}, {variables})
  }

  test('hold nothing of a person', async () => {
    const editor = clientAs(stack, `${HOME}-editor`)
    const known = {_type: 'lead', site: HOME, phone: '+46 70 555 01 23', customFields: []}
    await editor.create({_id: `${HOME}.lead.${nextUlid()}`, ...known}, tag)
    const byHand = `${HOME}.lead.${nextUlid()}`
    const source = {kind: 'manual', label: 'Added by hand'}
    await editor.create(
      {_id: byHand, _type: 'lead', site: HOME, email: 'hand@zorro.example', source},
      tag,
    )
    const body = {...SIGN_UP, email: 'form@zorro.example', name: 'Zorro'}
    const {data} = await (await sendForm(stack.api.url, {body})).json()
    await stack.settled()
    expect(await handleSubmission(services(), data.submissionId)).toBe('written')
    expect(await fileAddedLead(services(), byHand)).toBe('filed')
    await stack.settled()
    const rows = [
      ['', 'Zorro', '+46 70 555 01 23', 'Z-0815'],
      ['file@zorro.example', 'Zorro', '', 'Z-0816'],
    ]
    const file = {columns: ['email', 'name', 'phone', 'number'], rows}
    for (const match of [{kind: 'phone'}, {kind: 'custom', name: 'Customer number'}] as const) {
      await importRows(services(), await askImport(stack, file, {match}), () => 0)
    }
    await stack.settled()
    const ids = await stack.client.fetch<string[]>('*[_type == "emailMessage"]._id', {}, tag)
    for (const id of ids) expect(await sendMessage(services(), id)).toBe('sent')
    await recordTrails(stack, services())
    expect(proxy.addresses.length).toBeGreaterThan(20)
    expect(proxy.addresses.filter((each) => /zorro|555|Z-08/iu.test(each))).toEqual([])
    expect(stack.log.filter((each) => /zorro|555 ?01|Z-08/iu.test(each))).toEqual([])
  })

  test('hold no value of a filter, and no text of a search', async () => {
    const admin = clientAs(stack, `${HOME}-admin`)
    const lead = `${HOME}.lead.${nextUlid()}`
    const known = {_type: 'lead', site: HOME, email: 'found@zorro.example', customFields: []}
    await admin.create({_id: lead, ...known, createdAt: new Date().toISOString()}, tag)
    await stack.settled()
    const leads = {kind: 'matching', view: {...ALL_LEADS, search: 'zorro'}, excluded: []} as const
    const parts = {site: HOME, createdBy: `${HOME}-admin`}

    const columns = [{id: 'email', heading: 'E-mail'}] as const
    const request = {version: 2, format: 'csv', columns, leads} as const
    const asked = newExportJob({...parts, ulid: nextUlid(), expected: 1, request})
    await admin.create(asked, tag)
    await vi.waitFor(
      async () => {
        await runExport(services(), asked._id, nextUlid(), () => 0)
        expect(await admin.getDocument(asked._id, tag)).toMatchObject({state: 'succeeded'})
      },
      {timeout: 60_000},
    )
    const api = await stack.startApi({SANITY_STUDIO_API_HOST: proxy.url})
    const path = `${api.url}/api/v1/tenant/leads/export/${asked._id}`
    const headers = {authorization: `Bearer local-${HOME}-admin`}
    const {data} = await (await fetch(path, {headers})).json()
    const link = new URL(data.download.url)
    const file = await fetch(`${api.url}${link.pathname}${link.search}`)
    expect(await file.text()).toContain('found@zorro.example')

    const action = {kind: 'addTag', tag: 'fox'} as const
    const intent = {version: BULK_VERSION, action, targets: leads, expected: 1} as const
    const now = new Date().toISOString()
    const bulk = newBulkJob({...parts, ulid: nextUlid(), intent, way: 'function', now})
    await admin.create(bulk, tag)
    await runBulkChange(services(), bulk._id, () => 0)
    expect(await admin.getDocument(lead, tag)).toMatchObject({tags: ['fox']})

    const rule = {id: 'r', field: 'email', operator: 'contains', value: 'zorro'}
    const root = {id: 'root', combinator: 'and', rules: [rule]}
    const segment = {
      _id: `${HOME}.segment.${nextUlid()}`,
      _type: 'segment',
      site: HOME,
      title: 'Foxes',
      definition: JSON.stringify({version: 1, root}),
      definitionVersion: 1,
    }
    await admin.create(segment, tag)
    await stack.settled()
    expect(await refreshSegments(services(), () => 0)).toMatchObject({counted: 1, failures: 0})

    expect(proxy.addresses.filter((each) => /zorro/iu.test(each))).toEqual([])
    expect(stack.log.filter((each) => /zorro/iu.test(each))).toEqual([])
  })
})
