import {randomBytes, randomUUID} from 'node:crypto'
import {afterAll, beforeAll, beforeEach, describe, expect, test, vi} from 'vitest'
import {storedText} from '../../../core/problems/storedProblems.ts'
import {LEASE_MS} from '../../../core/audit/trailProgress.ts'
import {ALL_LEADS} from '../../../core/audience/leadSelection.ts'
import type {ExportRequest} from '../../../core/changes/exports/exportIntent.ts'
import {newExportJob, requestDownload} from '../../../core/changes/exports/exportJob.ts'
import {sealExport, signExportLink, ticketHash} from '../../../core/changes/exports/exportLinks.ts'
import {deterministicUlid} from '../../../core/people/ulid.ts'
import type {LeadExport} from '../../../core/sanity.types.generated.ts'
import {
  clientAs,
  diffValues,
  functionServicesOf,
  readChain,
  recordTrails,
} from '../../../local/api/testing/testServices.ts'
import {MODES, startTestStack, type TestStack} from '../../../local/api/testing/testStack.ts'
import {runExport, type ExportResult} from '../../run-export/handler.ts'
import type {FunctionServices} from '../../shared/functionServices.ts'
import {sweep} from '../../sweep/handler.ts'

const PATH = '/api/v1/tenant/leads/export'
const HOUR = 60 * 60_000
const PATIENCE = {timeout: 120_000, interval: 50}
const tag = {tag: 'leads.test.export'}

const REQUEST: ExportRequest = {
  version: 2,
  format: 'csv',
  columns: [
    {id: 'email', heading: 'E-mail'},
    {id: 'status', heading: 'Status'},
  ],
  leads: {kind: 'matching', view: ALL_LEADS, excluded: []},
}

let made = 0

function ulid(): string {
  made += 1
  return deterministicUlid(Date.UTC(2026, 10, 1), `tenant-export-${made}`)
}

describe.each(MODES)('exports by job ($mode)', ({strict}) => {
  let stack: TestStack

  beforeAll(async () => {
    stack = await startTestStack({strict})
  })
  afterAll(() => stack.stop())
  beforeEach(async () => {
    for (const type of ['lead', 'leadExport']) {
      await stack.client.delete({query: '*[_type == $type]', params: {type}}, tag)
    }
    await stack.settled()
  })

  async function addLeads(count: number, site = 'artameta'): Promise<string[]> {
    const documents = Array.from({length: count}, (_, index) => ({
      _id: `${site}.lead.${ulid()}`,
      _type: 'lead',
      site,
      email: `person${index}@example.com`,
      status: 'new',
      createdAt: '2026-01-01T00:00:00.000Z',
    }))
    const mutations = documents.map((create) => ({create}))
    await stack.client.mutate(mutations, {...tag, returnDocuments: false})
    return documents.map(({_id}) => _id)
  }

  /** Asks for an export as a page does. */
  async function ask(request: Partial<ExportRequest> = {}, role = 'artameta-admin') {
    const parts = {site: 'artameta', ulid: ulid(), expected: 3, createdBy: role}
    const job = newExportJob({...parts, request: {...REQUEST, ...request}})
    await clientAs(stack, role).create(job, tag)
    return job._id
  }

  function run(id: string, services: FunctionServices = servicesOf()): Promise<ExportResult> {
    return runExport(services, id, randomUUID(), () => performance.now())
  }

  function servicesOf(aheadMs = 0): FunctionServices {
    return functionServicesOf(stack, {aheadMs, variables: {LEADS_SMTP_URL: stack.mail.smtpUrl}})
  }

  /** Calls the function until the export is ready, as the sweep would. */
  async function makeReady(id: string, services = servicesOf()): Promise<void> {
    await vi.waitFor(async () => {
      await run(id, services)
      const {state, failures} = await job(id)
      expect([state, failures?.[0]?.reason]).toEqual(['succeeded', undefined])
    }, PATIENCE)
  }

  async function ready(request: Partial<ExportRequest> = {}): Promise<string> {
    const id = await ask(request)
    await makeReady(id)
    return id
  }

  async function job(id: string): Promise<LeadExport> {
    const found = await stack.client.getDocument<LeadExport>(id, tag)
    if (!found) throw new Error(`There is no ${id}.`)
    return found
  }

  async function request(role: string | null, path: string, body?: unknown, headers = {}) {
    const response = await fetch(`${stack.api.url}${PATH}${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      redirect: 'manual',
      headers: {
        ...(role ? {authorization: `Bearer local-${role}`} : {}),
        ...(body === undefined ? {} : {'content-type': 'application/json'}),
        ...headers,
      },
      ...(body === undefined ? {} : {body: JSON.stringify(body)}),
    })
    const text = await response.text()
    const isJson = (response.headers.get('content-type') ?? '').includes('json')
    return {
      code: response.status,
      headers: response.headers,
      text,
      answer: isJson && !path.includes('/file') ? JSON.parse(text) : null,
    }
  }

  /** The link to a file that an administrator's token gets. */
  async function linkOf(id: string, role = 'artameta-admin'): Promise<string> {
    const {answer} = await request(role, `/${id}`)
    return String(answer.data.download.url).replace(`http://api.test${PATH}`, '')
  }

  const actions = async (id: string) =>
    (await readChain(stack.client, 'artameta'))
      .filter(({target}) => target.id === id)
      .map(({action, actor}) => `${action} by ${actor.id}`)

  describe('a token of the site', () => {
    test('asks for a file, follows it and downloads it', async () => {
      await addLeads(3)
      await addLeads(2, 'bluefern')
      const asked = await request('artameta-admin', '', {columns: ['email', 'status']})
      expect(asked.code).toBe(202)
      expect(asked.answer).toMatchObject({status: 'ok', data: {state: 'waiting', site: 'artameta'}})
      const {id, url} = asked.answer.data
      expect(asked.headers.get('location')).toBe(url)
      const waiting = await request('artameta-admin', `/${id}`)
      expect(waiting.answer.data).toMatchObject({state: 'waiting', download: null, rows: null})
      await makeReady(id)
      const state = await request('artameta-admin', `/${id}`)
      expect(state.answer.data).toMatchObject({state: 'ready', downloads: 0, format: 'csv'})
      expect(await actions(id)).toContain('export.started by artameta-admin')

      const {code, text, headers} = await request(null, await linkOf(id))
      expect(code).toBe(200)
      expect(headers.get('content-type')).toBe('text/csv;charset=utf-8')
      expect(headers.get('content-disposition')).toMatch(
        /^attachment; filename="leads-artameta-\d{4}-\d\d-\d\d\.csv"$/u,
      )
      expect(headers.get('cache-control')).toBe('no-store')
      const [heading, ...lines] = text.split('\r\n')
      expect(heading).toBe('E-mail,Status')
      expect(lines.slice(0, -1).toSorted()).toEqual(
        [0, 1, 2].map((n) => `person${n}@example.com,New`),
      )
      expect(await job(id)).toMatchObject({downloads: 1, downloadedBy: 'artameta-admin'})
      await recordTrails(stack)
      expect(await actions(id)).toEqual([
        'export.started by artameta-admin',
        'export.finished by artameta-admin',
        'export.downloaded by artameta-admin',
      ])
      const events = await readChain(stack.client, 'artameta')
      const download = events.findLast(({action}) => action === 'export.downloaded')
      expect(diffValues(download)).toMatchObject({
        leads: 'all',
        columns: 'email, status',
        rows: '3',
      })
    })

    test('selects by audience, list, search and ids', async () => {
      const ids = await addLeads(12)
      const list = `artameta.list.${ulid()}`
      await stack.client
        .patch(ids[4] ?? '')
        .set({lists: [list]})
        .commit(tag)
      const rowsOf = async (body: object) => {
        const asked = await request('artameta-admin', '', {
          ...body,
          format: 'ndjson',
          columns: ['email'],
        })
        expect(asked.answer?.errors).toBeUndefined()
        const {id} = asked.answer.data
        await makeReady(id)
        const {text} = await request(null, await linkOf(id))
        return text
          .split('\n')
          .filter(Boolean)
          .map((line) => JSON.parse(line).email)
      }
      expect(await rowsOf({list})).toEqual(['person4@example.com'])
      expect(await rowsOf({ids: ids.slice(1, 2)})).toEqual(['person1@example.com'])
      const rules = [{id: 'a', field: 'email', operator: 'startsWith', value: 'person1'}]
      const audience = {version: 1, root: {id: 'root', combinator: 'and', rules}}
      expect(new Set(await rowsOf({audience}))).toEqual(
        new Set(['person1', 'person10', 'person11'].map((name) => `${name}@example.com`)),
      )
      expect(await rowsOf({audience: JSON.stringify(audience), list})).toEqual([])
    })

    test('gets the reasons why a request is invalid', async () => {
      const wrong = async (body: object, role = 'artameta-admin', headers = {}) => {
        const {code, answer} = await request(role, '', body, headers)
        return [code, ...(answer.errors ?? []).map(({field}: {field: string}) => field)]
      }
      expect(await wrong({columns: ['email', 'nothing']})).toEqual([422, 'columns.1'])
      expect(await wrong({format: 'xlsx'})).toEqual([422, 'format'])
      expect(await wrong({rows: 1})).toEqual([422, 'body'])
      expect(await wrong({audience: 'no'})).toEqual([422, 'audience'])
      expect(await wrong({segment: 'bluefern.segment.x'})).toEqual([422, 'segment'])
      expect(await wrong({ids: ['bluefern.lead.x']})).toEqual([422, 'ids'])
      expect(await wrong({}, 'superadmin')).toEqual([422, 'X-Site'])
      expect(await wrong({}, 'artameta-admin', {'x-site': 'bluefern'})).toEqual([403])
      expect(await wrong({}, 'superadmin', {'x-site': 'bluefern'})).toEqual([202])
    })

    test.each(['artameta-editor', 'artameta-viewer'])('of %s is refused', async (role) => {
      expect((await request(role, '', {})).code).toBe(403)
      const id = await ready()
      expect((await request(role, `/${id}`)).code).toBe(403)
      expect((await request('bluefern-admin', `/${id}`)).code).toBe(404)
      expect((await request(null, `/${id}`)).code).toBe(401)
      expect((await request('superadmin', `/${id}`)).answer.data.download).not.toBeNull()
    })
  })

  describe('a function', () => {
    test('counts the leads at the time of the request, and excludes later ones from the file', async () => {
      await addLeads(3)
      const id = await ask()
      await new Promise((resolve) => {
        setTimeout(resolve, 5)
      })
      await addLeads(2)
      await makeReady(id)
      expect(await job(id)).toMatchObject({state: 'succeeded', totals: {total: 3, succeeded: 3}})
      const {text} = await request(null, await linkOf(id))
      expect(text.split('\r\n')).toHaveLength(5)
    })

    test('prepares nothing that only an editor asks for', async () => {
      await expect(ask({}, 'artameta-editor')).rejects.toMatchObject({statusCode: 403})
      await expect(ask({}, 'bluefern-admin')).rejects.toMatchObject({statusCode: 403})
    })

    test('can be interrupted anywhere: another call completes it, with one event', async () => {
      await addLeads(2)
      // Each mode cuts at every second request, one at the odd ones.
      for (let requests = strict ? 2 : 1; ; requests += 2) {
        const id = await ask()
        const services = servicesOf()
        const isCut = cutOff(services, requests)
        await run(id, services).catch(() => undefined)
        // A writer of the trail that was killed keeps its lease for a while.
        await makeReady(id, servicesOf(LEASE_MS))
        await recordTrails(stack)
        expect(await actions(id)).toEqual([
          'export.started by artameta-admin',
          'export.finished by artameta-admin',
        ])
        if (!isCut()) return
      }
    }, 180_000)

    test('refuses an export that was changed after the request, or cannot be read', async () => {
      const changed = await ask()
      const more = {...REQUEST, columns: [{id: 'phone', heading: 'Phone'}]}
      await clientAs(stack, 'artameta-admin')
        .patch(changed)
        .set({intent: JSON.stringify(more)})
        .commit(tag)
      expect(await run(changed)).toBe('failed')
      expect(storedText((await job(changed)).failures?.[0]?.reason)).toBe(
        'The instruction was changed after it was given.',
      )
      const odd = await ask({columns: []})
      expect(await run(odd)).toBe('failed')
      expect(storedText((await job(odd)).failures?.[0]?.reason)).toContain('columns')
      const gone = await ask({
        leads: {
          kind: 'matching',
          view: {...ALL_LEADS, segmentId: 'artameta.segment.gone'},
          excluded: [],
        },
      })
      expect(await run(gone)).toBe('failed')
      expect(storedText((await job(gone)).failures?.[0]?.reason)).toContain('segment')
    })

    test('is called by the sweep where it was not called', async () => {
      const id = await ask()
      await stack.settled()
      const services = functionServicesOf(stack, {aheadMs: 2 * 60_000})
      await sweep(services, randomUUID(), () => 0)
      expect(await job(id)).toMatchObject({state: 'queued', turn: 1})
    })

    test('sends one mail when it is ready, without rows or a link that works without signing in', async () => {
      await addLeads(2)
      const before = stack.mail.mailbox.list().length
      const id = await ready({notify: 'ada@artameta.example'})
      await run(id)
      const mails = stack.mail.mailbox.list().slice(before)
      expect(mails).toHaveLength(1)
      expect(mails[0]?.envelope.to).toEqual(['ada@artameta.example'])
      const text = JSON.stringify(stack.mail.mailbox.list().at(-1))
      expect(text).not.toContain('person0')
      expect(text).not.toContain('token=')
    })
  })

  describe('a link', () => {
    test('is refused when it is altered, expired, for another export, or missing', async () => {
      const [id, other] = [await ready(), await ready()]
      const link = await linkOf(id)
      const at = link.indexOf('token=') + 12
      const altered = link.slice(0, at) + (link[at] === 'A' ? 'B' : 'A') + link.slice(at + 1)
      expect((await request(null, altered)).code).toBe(403)
      expect((await request(null, link.replace(id, other))).code).toBe(403)
      expect((await request(null, `/${id}/file`)).code).toBe(403)
      const later = await stack.startApi({}, () => new Date(Date.now() + 11 * 60_000))
      const expired = await fetch(`${later.url}${PATH}${link}`)
      expect([expired.status, (await expired.json()).detail]).toEqual([
        403,
        'This link has expired. Request a new one.',
      ])
      expect((await job(id)).downloads).toBeUndefined()
    })

    test('expires with its export, and when that is deleted', async () => {
      const id = await ready()
      const link = await linkOf(id)
      const later = await stack.startApi({}, () => new Date(Date.now() + 25 * HOUR))
      const state = await fetch(`${later.url}${PATH}/${id}`, {
        headers: {authorization: 'Bearer local-artameta-admin'},
      })
      expect((await state.json()).data).toMatchObject({state: 'expired', download: null})
      await clientAs(stack, 'artameta-admin').delete(id, tag)
      expect((await request(null, link)).code).toBe(410)
      expect((await request('artameta-admin', `/${id}`)).code).toBe(404)
    })

    test('delivers the whole file each time, and counts only what it delivers', async () => {
      await addLeads(3)
      const id = await ready()
      const link = await linkOf(id)
      const url = `${stack.api.url}${PATH}${link}`
      const looked = await fetch(url, {method: 'HEAD'})
      expect([looked.status, await looked.text()]).toEqual([200, ''])
      for (const method of ['POST', 'PUT', 'DELETE', 'PATCH']) {
        const {status} = await fetch(url, {method})
        expect([method, status >= 400 && status < 500]).toEqual([method, true])
      }
      expect((await job(id)).downloads).toBeUndefined()
      const whole = await (await fetch(url)).text()
      const part = await fetch(url, {headers: {range: 'bytes=0-9'}})
      expect([part.status, await part.text()]).toEqual([200, whole])
      const both = await Promise.all([fetch(url), fetch(url)])
      expect(await Promise.all(both.map((each) => each.text()))).toEqual([whole, whole])
      await vi.waitFor(async () => expect((await job(id)).downloads).toBe(4), PATIENCE)
    })

    test('gives nothing more to whoever adds to it, or belongs to another site', async () => {
      const id = await ready()
      const link = await linkOf(id)
      const token = new URL(link, 'http://a.test').searchParams.get('token') ?? ''
      const other = {authorization: 'Bearer local-bluefern-admin'}
      expect((await request('bluefern-admin', `/${id}`)).code).toBe(404)
      expect((await request('artameta-editor', `/${id}`)).code).toBe(403)
      expect((await request('artameta-viewer', `/${id}`)).code).toBe(403)
      expect((await request(null, `/${id}/file?token=x&token=${token}`)).code).toBe(403)
      expect((await request(null, `/${id}/file?token=${token}x`)).code).toBe(403)
      expect((await request(null, `/${id}%2F..%2Fother/file?token=${token}`)).code).toBe(403)
      const foreign = id.replace('artameta.', 'bluefern.')
      expect((await request(null, `/${foreign}/file?token=${token}`)).code).toBe(403)
      expect((await request(null, `/${foreign}/file?token=${token}`, undefined, other)).code).toBe(
        403,
      )
      expect((await job(id)).downloads).toBeUndefined()
      expect(stack.log.filter((each) => each.includes(token))).toEqual([])
    })

    test('does not deliver an export that its author marked as ready', async () => {
      await addLeads(1)
      const id = await ask()
      const {secrets, registry} = servicesOf()
      const site = await registry.site('artameta')
      if (!site) throw new Error('There is no site.')
      const expiresAt = new Date(Date.now() + HOUR).toISOString()
      const sealed = {jobId: id, intent: (await job(id)).intent, asOf: expiresAt, expiresAt}
      const seal = sealExport('guessed', sealed)
      const set = {state: 'succeeded', asOf: expiresAt, expiresAt, seal}
      await clientAs(stack, 'artameta-admin').patch(id).set(set).commit(tag)
      const {answer} = await request('artameta-admin', `/${id}`)
      expect(answer.data.download).toBeNull()
      const forged = {jobId: id, userId: 'artameta-admin', expiresMs: Date.now() + HOUR}
      const token = signExportLink(secrets(site, 'export'), forged)
      expect((await request(null, `/${id}/file?token=${token}`)).code).toBe(410)
    })
  })

  describe('a page without a token', () => {
    const ticketOf = () => randomBytes(32).toString('base64url')

    test('gets the file with the ticket that it wrote into the export', async () => {
      await addLeads(2)
      const id = await ready()
      const ticket = ticketOf()
      const write = requestDownload(id, ticketHash(ticket))
      await clientAs(stack, 'artameta-admin').mutate(write, tag)
      const {code, headers} = await request(null, `/${id}?ticket=${ticket}`)
      expect(code).toBe(303)
      const location = headers.get('location') ?? ''
      const file = await request(null, location.replace(PATH, ''))
      expect([file.code, file.text.split('\r\n').length]).toEqual([200, 4])
      await recordTrails(stack)
      expect(await actions(id)).toContain('export.downloaded by artameta-admin')
    })

    test('gets nothing with a ticket that is unknown, old, or of somebody else', async () => {
      const id = await ready()
      const ticket = ticketOf()
      expect((await request(null, `/${id}?ticket=${ticket}`)).code).toBe(403)
      expect((await request(null, `/${id}?ticket=short`)).code).toBe(403)
      const write = requestDownload(id, ticketHash(ticket))
      for (const role of ['artameta-editor', 'bluefern-admin']) {
        await expect(clientAs(stack, role).mutate(write, tag)).rejects.toBeInstanceOf(Error)
      }
      await clientAs(stack, 'functions').mutate(write, tag)
      expect((await request(null, `/${id}?ticket=${ticket}`)).code).toBe(403)
      const own = ticketOf()
      await clientAs(stack, 'artameta-admin').mutate(requestDownload(id, ticketHash(own)), tag)
      const later = await stack.startApi({}, () => new Date(Date.now() + 3 * 60_000))
      const old = await fetch(`${later.url}${PATH}/${id}?ticket=${own}`, {redirect: 'manual'})
      expect(old.status).toBe(403)
    })
  })
})

/**
 * Lets the requests of a function fail from a number on, as if its process was killed there.
 *
 * @returns whether it came so far
 */
function cutOff({client}: FunctionServices, after: number): () => boolean {
  let requests = 0
  for (const name of ['mutate', 'fetch', 'getDocument', 'getDocuments', 'request'] as const) {
    const original = client[name].bind(client)
    Object.assign(client, {
      [name]: (...args: unknown[]) => {
        requests += 1
        if (requests > after) return Promise.reject(new Error('killed'))
        return Reflect.apply(original, client, args)
      },
    })
  }
  return () => requests > after
}
