import {describe, expect, it} from 'vitest'
import {EventStream} from './eventStream.ts'

async function everything(stream: EventStream): Promise<string> {
  return new Response(stream.body).text()
}

describe('EventStream', () => {
  it('sends what was queued before and after the reader connected, then ends', async () => {
    const stream = new EventStream({maxQueued: 1_000})
    stream.send({event: 'welcome', data: '{}', id: 'a.1'})
    const text = everything(stream)
    stream.send({event: 'mutation', data: '{"x":1}'})
    stream.end()
    expect(await text).toBe(
      'event: welcome\nid: a.1\ndata: {}\n\nevent: mutation\ndata: {"x":1}\n\n',
    )
    expect(stream.send({event: 'late', data: '{}'})).toBe(false)
  })

  it('drops a slow reader, and reports it once', async () => {
    const stream = new EventStream({maxQueued: 100})
    let closed = 0
    stream.onClose(() => {
      closed += 1
    })
    const data = 'x'.repeat(60)
    expect(stream.send({event: 'mutation', data})).toBe(true)
    expect(stream.send({event: 'mutation', data})).toBe(false)
    expect(stream.closed).toBe(true)
    expect(closed).toBe(1)
    expect(await everything(stream)).toBe('')
  })

  it('passes one event that is larger than the limit', async () => {
    const stream = new EventStream({maxQueued: 10})
    expect(stream.send({event: 'mutation', data: 'x'.repeat(50)})).toBe(true)
    stream.end()
    expect(await everything(stream)).toContain('x'.repeat(50))
  })

  it('detects that the reader is gone', async () => {
    const stream = new EventStream({maxQueued: 100})
    let closed = false
    stream.onClose(() => {
      closed = true
    })
    const reader = stream.body.getReader()
    const read = reader.read()
    stream.send({event: 'welcome', data: '{}'})
    await read
    await reader.cancel()
    expect(closed).toBe(true)
  })

  it('replaces an unsent event with an equivalent newer one', async () => {
    const stream = new EventStream({maxQueued: 1_000})
    const send = (id: string) => stream.send({event: 'message', data: '{}', id, replaces: true})
    stream.send({event: 'welcome', data: '{}'})
    send('1')
    send('2')
    stream.send({event: 'other', data: '{}'})
    send('3')
    stream.end()
    const text = await everything(stream)
    expect([...text.matchAll(/id: (\d)/g)].map(([, id]) => id)).toEqual(['2', '3'])
    expect(text.match(/event: /g)).toHaveLength(4)
  })

  it('keeps an idle stream alive, and does not add to a busy one', async () => {
    const stream = new EventStream({maxQueued: 100})
    stream.keepAlive()
    stream.keepAlive()
    stream.end()
    expect(await everything(stream)).toBe(':\n\n')
  })
})
