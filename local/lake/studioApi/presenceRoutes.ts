import {upgradeWebSocket} from '@hono/node-server'
import {Hono} from 'hono'
import {isLoopbackUrl} from '../http/loopback.ts'
import {datasetNotFound, forbidden, LakeError} from '../lakeError.ts'
import type {LakeEnv, LakeServices} from '../lakeServices.ts'
import {PresenceConnection} from './presenceConnection.ts'
import {PresenceRoom} from './presenceRoom.ts'

/** What the Studio's socket takes for a sign of life. */
const HEARTBEAT = '♥'

/** The sockets of `/socket/<dataset>`, and how to end them. */
export interface PresenceService {
  routes: Hono<LakeEnv>
  close(): void
}

/**
 * The Studio's socket, `/socket/<dataset>`: presence, and the heartbeats by which the Studio knows
 * that it is online.
 *
 * @param heartbeatMs - milliseconds between heartbeats
 */
export function presenceService(lake: LakeServices, heartbeatMs: number): PresenceService {
  const rooms = new Map<string, PresenceRoom>()
  const open = new Set<{send(text: string): void; close(code: number, reason: string): void}>()
  const heart = setInterval(() => {
    for (const socket of open) socket.send(HEARTBEAT)
  }, heartbeatMs)
  heart.unref()

  function roomOf(dataset: string): PresenceRoom {
    const documentOf = (id: string) =>
      lake.store.hasDataset(dataset) ? lake.store.getDocument(dataset, id) : null
    const room = rooms.get(dataset) ?? new PresenceRoom(lake.access, documentOf)
    rooms.set(dataset, room)
    return room
  }

  const routes = new Hono<LakeEnv>()
  routes.get(
    '/socket/:dataset',
    async (context, next) => {
      const dataset = context.req.param('dataset')
      if (!lake.store.hasDataset(dataset)) throw datasetNotFound(dataset, lake.projectId)
      const origin = context.req.header('Origin')
      if (origin !== undefined && !isLoopbackUrl(origin)) {
        throw forbidden('This socket is for pages of this machine')
      }
      if (context.req.header('Upgrade')?.toLowerCase() !== 'websocket') {
        throw LakeError.http(426, 'Upgrade Required', 'This endpoint speaks WebSocket')
      }
      await next()
    },
    upgradeWebSocket((context) => {
      const room = roomOf(context.req.param('dataset') ?? '')
      const caller = context.get('caller') ?? null
      let connection: PresenceConnection | null = null
      return {
        onOpen(_event, socket) {
          connection = new PresenceConnection(socket, lake.access, room, caller)
          open.add(socket)
        },
        onMessage(event) {
          if (typeof event.data === 'string') connection?.receive(event.data)
        },
        onClose(_event, socket) {
          open.delete(socket)
          connection?.closed()
          connection = null
        },
      }
    }),
  )

  return {
    routes,
    close() {
      clearInterval(heart)
      for (const socket of open) socket.close(1001, 'The lake is shutting down')
      open.clear()
    },
  }
}
