import {once} from 'node:events'
import {request} from 'node:http'
import {connect} from 'node:net'
import {afterAll, beforeAll, describe, expect, it} from 'vitest'
import {startTestLake, type TestLake} from '../testing/testLake.ts'

let lake: TestLake
beforeAll(async () => {
  lake = await startTestLake()
})
afterAll(() => lake.stop())

const PATH = '/v2025-02-19/data/mutate/production'
const HEADERS = {authorization: 'Bearer local-superadmin', 'content-type': 'application/json'}
const body = (length: number) =>
  JSON.stringify({mutations: [{create: {_type: 'note', text: 'x'.repeat(length)}}]})
const write = (length: number) =>
  fetch(`${lake.url}${PATH}`, {method: 'POST', headers: HEADERS, body: body(length)})

/** Sends a body with Node's own client, and gives the status that it sees. */
async function nodeStatus(text: string, headers: Record<string, string | number>) {
  const sent = request(`${lake.url}${PATH}`, {method: 'POST', headers: {...HEADERS, ...headers}})
  for (let start = 0; start < text.length; start += 500_000) {
    sent.write(text.slice(start, start + 500_000))
  }
  sent.end()
  const [response] = await once(sent, 'response')
  response.resume()
  return response.statusCode
}

/** Sends a body as a client that reads nothing before all of it is written. */
async function blindStatus(text: string): Promise<string> {
  const {hostname, port} = new URL(lake.url)
  const socket = connect(Number(port), hostname)
  await once(socket, 'connect')
  socket.pause()
  const head = [
    `POST ${PATH} HTTP/1.1`,
    `Host: ${hostname}:${port}`,
    `Authorization: ${HEADERS.authorization}`,
    `Content-Length: ${text.length}`,
  ]
  socket.write(`${head.join('\r\n')}\r\n\r\n`)
  await new Promise<void>((resolve, reject) => {
    socket.on('error', reject)
    socket.write(text, () => resolve())
  })
  socket.resume()
  const [first] = await once(socket, 'data')
  socket.destroy()
  return String(first).split('\r\n')[0] ?? ''
}

describe('a body that is too large', () => {
  it('is refused, and does not affect the next requests', async () => {
    for (let round = 0; round < 5; round += 1) {
      const refused = await write(4_000_001)
      expect(refused.status).toBe(413)
      expect(await refused.json()).toMatchObject({error: 'Payload Too Large'})
      expect((await write(5)).status).toBe(200)
    }
  })

  it.each([4_000_100, 12_000_000, 40_000_000])('of %d bytes gets its 413', async (length) => {
    const text = body(length)
    expect((await write(length)).status).toBe(413)
    expect(await nodeStatus(text, {'content-length': text.length})).toBe(413)
    expect(await nodeStatus(text, {'transfer-encoding': 'chunked'})).toBe(413)
    expect(await blindStatus(text)).toBe('HTTP/1.1 413 Payload Too Large')
    expect((await write(5)).status).toBe(200)
  })

  it('is not read without limit', async () => {
    const {hostname, port} = new URL(lake.url)
    const socket = connect(Number(port), hostname)
    socket.on('error', () => undefined)
    const head = `POST ${PATH} HTTP/1.1\r\nHost: ${hostname}:${port}\r\nAuthorization: ${HEADERS.authorization}\r\nContent-Length: 900000000000\r\n\r\n`
    socket.write(head)
    const [first] = await once(socket, 'data')
    expect(String(first)).toContain('HTTP/1.1 413')
    await once(socket, 'close')
  })
})
