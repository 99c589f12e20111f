import {beforeEach, describe, expect, it} from 'vitest'
import {createAccessControl} from '../access/accessControl.ts'
import {PresenceConnection} from './presenceConnection.ts'
import {PresenceRoom} from './presenceRoom.ts'

const access = createAccessControl({sites: () => ['artameta', 'bluefern']})

describe('presence', () => {
  let room: PresenceRoom
  beforeEach(() => {
    room = new PresenceRoom(access, () => null)
  })

  function page(token: string | null) {
    const sent: Record<string, unknown>[] = []
    const closed: number[] = []
    const socket = {
      send: (text: string) => {
        sent.push(JSON.parse(text))
      },
      close: (code: number) => {
        closed.push(code)
      },
    }
    const connection = new PresenceConnection(socket, access, room, null)
    let calls = 0
    const call = (method: string, params: Record<string, unknown> = {}) => {
      calls += 1
      connection.receive(JSON.stringify({jsonrpc: '2.0', id: `c${calls}`, method, params}))
      return sent.find(({id}) => id === `c${calls}`)
    }
    if (token !== null) {
      call('authorization', {authorization: `Bearer ${token}`})
      call('presence_subscribe')
    }
    const events = () => sent.filter(({method}) => method === 'presence_subscription')
    return {connection, call, sent, closed, events}
  }

  const at = (...ids: string[]) => ({
    data: {
      sessionId: 'session-1',
      locations: ids.map((documentId) => ({type: 'document', documentId, path: ['name']})),
    },
  })

  it('shows colleagues where a user is, and when they leave', () => {
    const editor = page('local-artameta-editor')
    const viewer = page('local-artameta-viewer')
    editor.call('presence_announce', at('artameta.lead.one'))
    editor.connection.closed()
    expect(viewer.events()).toEqual([
      expect.objectContaining({
        params: {
          subscription: 'presence-c2',
          result: {
            type: 'state',
            i: 'artameta-editor',
            m: {
              sessionId: 'session-1',
              locations: [{type: 'document', documentId: 'artameta.lead.one', path: ['name']}],
            },
          },
        },
      }),
      expect.objectContaining({
        params: {
          subscription: 'presence-c2',
          result: {type: 'disconnect', i: 'artameta-editor', m: {session: 'session-1'}},
        },
      }),
    ])
    expect(editor.events()).toEqual([])
  })

  it('shows nothing to other sites, not even that somebody is present', () => {
    const editor = page('local-artameta-editor')
    const stranger = page('local-bluefern-admin')
    editor.call('presence_rollcall', {session: 'session-1'})
    editor.call('presence_announce', at('artameta.lead.one'))
    editor.connection.closed()
    expect(stranger.events()).toEqual([])
  })

  it('omits locations in documents that the reader may not read', () => {
    const superadmin = page('local-superadmin')
    const viewer = page('local-artameta-viewer')
    superadmin.call('presence_announce', at('bluefern.lead.two', 'artameta.lead.one'))
    expect(JSON.stringify(viewer.events())).not.toContain('bluefern')
    expect(JSON.stringify(viewer.events())).toContain('artameta.lead.one')
  })

  it('refuses wrong tokens, calls without one, and unknown messages', () => {
    const nobody = page(null)
    expect(nobody.call('presence_subscribe')).toMatchObject({error: {code: -32600}})
    nobody.call('authorization', {authorization: 'Bearer wrong'})
    expect(nobody.closed).toEqual([4001])
    const editor = page('local-artameta-editor')
    expect(editor.call('query', {query: '*'})).toMatchObject({error: {code: -32601}})
    expect(editor.call('presence_announce', {data: 1})).toMatchObject({error: {code: -32602}})
    editor.connection.receive('{')
    editor.connection.receive('[]')
    expect(editor.sent.slice(-2)).toMatchObject([{error: {code: -32700}}, {error: {code: -32600}}])
  })
})
