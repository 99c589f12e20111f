import {createClient} from '@sanity/client'
import {describe, expect, test} from 'vitest'
import {hostRotation, spreadStreams} from './createClients.ts'

interface Opened {
  host: string
  project: string
}

/** A client that notes where its streams would go instead of opening them. */
function recordingClient(opened: Opened[]) {
  const client = createClient({
    projectId: 'local',
    dataset: 'production',
    apiHost: 'http://api.localhost:3900',
    apiVersion: '2025-02-19',
    useCdn: false,
    token: 'nobody',
    ignoreBrowserTokenWarning: true,
  })
  const rotation = hostRotation(0)
  return spreadStreams(client, () => {
    const index = rotation()
    opened.push({host: `l${index}.localhost`, project: client.config().projectId ?? ''})
    return index
  })
}

describe('streams of an embedded lake', () => {
  test('use a different host each, however the client was created', () => {
    const opened: Opened[] = []
    const client = recordingClient(opened)
    const clients = [
      client,
      client.clone(),
      client.withConfig({apiVersion: '2024-01-01'}),
      client.withConfig({}).clone(),
    ]
    for (const one of clients) {
      expect(typeof one.listen).toBe('function')
      expect(typeof one.observable.listen).toBe('function')
      expect(one.live).toBeDefined()
    }
    expect(opened.map(({host}) => host)).toEqual(
      Array.from({length: 12}, (_, index) => `l${index}.localhost`),
    )
  })

  test('do not change the host of ordinary requests', () => {
    const client = recordingClient([])
    expect(client.getUrl('/ping')).toBe('http://local.api.localhost:3900/v2025-02-19/ping')
    expect(client.withConfig({apiVersion: '2024-01-01'}).getUrl('/ping')).toBe(
      'http://local.api.localhost:3900/v2024-01-01/ping',
    )
  })

  test('keep the rest of the configuration', () => {
    const changed = recordingClient([]).withConfig({perspective: 'published'})
    expect(changed.config()).toMatchObject({
      token: 'nobody',
      dataset: 'production',
      perspective: 'published',
      apiHost: 'http://api.localhost:3900',
    })
    expect(changed.config().useProjectHostname).toBe(true)
  })
})

test('host names are assigned in turn', () => {
  const next = hostRotation(10)
  expect([next(), next(), next()]).toEqual([10, 11, 0])
})
