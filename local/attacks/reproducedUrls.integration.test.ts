import {createServer, request, type Server} from 'node:http'
import type {AddressInfo} from 'node:net'
import {afterAll, beforeAll, describe, expect, test} from 'vitest'
import {importRows} from '../../functions/import-chunk/handler.ts'
import {fileAddedLead} from '../../functions/file-lead/handler.ts'
import {handleSubmission} from '../../functions/process-submission/handler.ts'
import {sendMessage} from '../../functions/send-mail/handler.ts'
import {askImport, nextUlid} from '../api/testing/importFixture.ts'
import {sendForm, SIGN_UP} from '../api/testing/sendForm.ts'
import {clientAs, functionServicesOf, recordTrails} from '../api/testing/testServices.ts'
import {startTestStack, type TestStack} from '../api/testing/testStack.ts'
import {HOME} from './callers.ts'

const tag = {tag: 'leads.test.reproduced'}

/** Passes requests on to the lake, and notes their addresses, as the log of a proxy does. */
function startProxy(target: string, addresses: string[]): Promise<Server> {
  const server = createServer((incoming, answer) => {
    addresses.push(decodeURIComponent(incoming.url ?? ''))
    const {method = 'GET', headers} = incoming
    const passed = request(new URL(incoming.url ?? '', target), {method, headers}, (reply) => {
      answer.writeHead(reply.statusCode ?? 502, reply.headers)
      reply.pipe(answer)
    })
    passed.on('error', () => answer.destroy())
    incoming.pipe(passed)
  })
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve(server))
  })
}

describe('addresses of requests of functions', () => {
  let stack: TestStack
  let proxy: Server
  const addresses: string[] = []

  beforeAll(async () => {
    stack = await startTestStack()
    proxy = await startProxy(stack.lake.url, addresses)
  })
  afterAll(async () => {
    proxy.close()
    await stack.stop()
  })

  function services() {
    const {port} = proxy.address() as AddressInfo
    const variables = {LEADS_SMTP_URL: stack.mail.smtpUrl, LEADS_PUBLIC_API_URL: 'http://api.test'}
    return functionServicesOf({lake: {url: `http://127.0.0.1:${port}`}}, {variables})
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
    expect(addresses.length).toBeGreaterThan(20)
    expect(addresses.filter((each) => /zorro|555|Z-08/iu.test(each))).toEqual([])
    expect(stack.log.filter((each) => /zorro|555 ?01|Z-08/iu.test(each))).toEqual([])
  })
})
