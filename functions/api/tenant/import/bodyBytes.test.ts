import {gzipSync} from 'node:zlib'
import {expect, test} from 'vitest'
import {bodyBytes} from './bodyBytes.ts'

function requestOf(
  body: ReadableStream<Uint8Array> | Uint8Array<ArrayBuffer>,
  headers: Record<string, string> = {},
): Request {
  // Streams need `duplex`, which the types do not have.
  const init = {method: 'POST', body, headers, duplex: 'half'}
  return new Request('http://api.test/', init)
}

async function sizeOf(bytes: AsyncIterable<Uint8Array>): Promise<number> {
  let size = 0
  for await (const chunk of bytes) size += chunk.length
  return size
}

const GZIP = {'content-encoding': 'gzip'}

test('a compressed body counts by its decompressed size: one that expands far beyond its size ends early', async () => {
  const packed = new Uint8Array(gzipSync(Buffer.alloc(20_000_000)))
  expect(packed.length).toBeLessThan(100_000)
  expect(await sizeOf(bodyBytes(requestOf(packed, GZIP)))).toBe(20_000_000)
  const limited = bodyBytes(requestOf(packed, GZIP), {most: 1_000_000})
  await expect(sizeOf(limited)).rejects.toMatchObject({httpStatus: 413})
})

test('a body is refused by its declared size, and by its actual size', async () => {
  const stated = requestOf(new Uint8Array(10), {'content-length': '2000'})
  expect(() => bodyBytes(stated, {most: 1000})).toThrow('at most')
  const endless = new ReadableStream<Uint8Array>({
    pull: (controller) => controller.enqueue(new Uint8Array(1000)),
  })
  await expect(sizeOf(bodyBytes(requestOf(endless), {most: 10_000}))).rejects.toMatchObject({
    httpStatus: 413,
  })
})

test('a stalled body is aborted, one that is not read for a while is not', async () => {
  let canceled = false
  const silent = new ReadableStream<Uint8Array>({
    start: (controller) => controller.enqueue(new Uint8Array(5)),
    cancel: () => {
      canceled = true
    },
  })
  await expect(sizeOf(bodyBytes(requestOf(silent), {idleMs: 20}))).rejects.toMatchObject({
    httpStatus: 408,
  })
  expect(canceled).toBe(true)
  const slowly = bodyBytes(requestOf(new Uint8Array(5)), {idleMs: 20})
  await slowly.next()
  await new Promise((resolve) => {
    setTimeout(resolve, 60)
  })
  expect(await slowly.next()).toEqual({done: true, value: undefined})
})

test('an incomplete body is reported, compressed or not', async () => {
  const broken = () =>
    new ReadableStream<Uint8Array>({
      start(controller) {
        controller.enqueue(new Uint8Array(gzipSync('email\n').subarray(0, 12)))
      },
      pull: (controller) => controller.error(new Error('reset')),
    })
  for (const headers of [{}, GZIP]) {
    await expect(sizeOf(bodyBytes(requestOf(broken(), headers)))).rejects.toThrow('broke off')
  }
})
