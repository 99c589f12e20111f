import {createClient} from '@sanity/client'
import {NEVER, Subject, concat, of, throwError, type Observable} from 'rxjs'
import {afterEach, beforeEach, describe, expect, test, vi} from 'vitest'
import {changeStream, type ChangeStreamEvent} from './changeStream.ts'

const WELCOME = {type: 'welcome', listenerName: 'test'}

/** A client whose streams are the given ones, one after the other. */
function clientOf(streams: (() => Observable<object>)[]) {
  let opened = 0
  const client = Object.assign(
    createClient({
      projectId: 'local',
      dataset: 'production',
      apiVersion: '2025-02-19',
      useCdn: false,
    }),
    {listen: () => (streams[opened++] ?? (() => NEVER))()},
  )
  return {client, opened: () => opened}
}

function record(streams: (() => Observable<object>)[]) {
  const {client, opened} = clientOf(streams)
  const events: ChangeStreamEvent[] = []
  const subscription = changeStream(client, {
    filter: '*[_type == "lead" && site == $site]',
    site: 'alpha',
    tag: 'leads.test.listen',
  }).subscribe((event) => events.push(event))
  return {events, opened, subscription}
}

describe('changeStream', () => {
  beforeEach(() => {
    vi.useFakeTimers()
  })
  afterEach(() => {
    vi.useRealTimers()
  })

  test('reports that it is live, and then each change', () => {
    const source = new Subject<object>()
    const {events} = record([() => concat(of(WELCOME), source)])
    source.next({type: 'mutation', documentId: 'alpha.lead.1', transition: 'appear'})
    expect(events).toEqual([
      {type: 'live'},
      {type: 'change', change: {id: 'alpha.lead.1', transition: 'appear'}},
    ])
  })

  test('says when the client is reconnecting by itself', () => {
    const {events} = record([() => of(WELCOME, {type: 'reconnect'}, WELCOME)])
    expect(events.map((event) => event.type)).toEqual(['live', 'lost', 'live'])
  })

  test('reconnects after a failure, with growing delays, without an end', () => {
    const fails = () => throwError(() => new Error('gone'))
    const {events, opened} = record([fails, fails, fails, () => of(WELCOME)])
    expect(opened()).toBe(1)
    vi.advanceTimersByTime(1000)
    expect(opened()).toBe(2)
    vi.advanceTimersByTime(1999)
    expect(opened()).toBe(2)
    vi.advanceTimersByTime(1)
    expect(opened()).toBe(3)
    vi.advanceTimersByTime(4000)
    expect(events.map((event) => event.type)).toEqual(['lost', 'lost', 'lost', 'live'])
  })

  test('starts with short delays again once it was live', () => {
    const fails = () =>
      concat(
        of(WELCOME),
        throwError(() => new Error('gone')),
      )
    const {opened} = record([fails, fails, fails])
    vi.advanceTimersByTime(1000)
    vi.advanceTimersByTime(1000)
    expect(opened()).toBe(3)
  })
})
