import {z} from 'zod'
import type {AccessControl, Caller} from '../access/lakeCaller.ts'
import {PRESENCE_STATE, type PresenceMember, type PresenceRoom} from './presenceRoom.ts'

const CALL = z.object({
  jsonrpc: z.literal('2.0'),
  id: z.union([z.string(), z.number()]),
  method: z.string(),
  params: z.looseObject({}).default({}),
})
const SESSION = z.object({session: z.string().min(1).max(200)})
const ANNOUNCEMENT = z.object({data: PRESENCE_STATE})

/** Close codes and error codes of the protocol. */
const CODE = {
  unauthorized: 4001,
  invalidRequest: -32600,
  methodNotFound: -32601,
  invalidParams: -32602,
  parseError: -32700,
} as const

/** The server's end of a socket. */
export interface Socket {
  send(text: string): void
  close(code: number, reason: string): void
}

/**
 * The server's side of the Studio's socket: JSON-RPC calls to authorize, to subscribe to presence, and
 * to announce one's own. Other services of the hosted socket are refused with the protocol's "method
 * not found".
 */
export class PresenceConnection {
  readonly #socket: Socket
  readonly #access: AccessControl
  readonly #room: PresenceRoom
  #caller: Caller | null
  #member: PresenceMember | null = null
  #subscription: string | null = null

  /** @param caller - of the request that opened the socket; `null` for nobody yet */
  constructor(socket: Socket, access: AccessControl, room: PresenceRoom, caller: Caller | null) {
    this.#socket = socket
    this.#access = access
    this.#room = room
    this.#caller = caller
  }

  /** Answers one message of the page. */
  receive(text: string): void {
    let message: unknown
    try {
      message = JSON.parse(text)
    } catch {
      this.#error(null, CODE.parseError, 'Parse error')
      return
    }
    const call = CALL.safeParse(message)
    if (call.success) this.#handle(call.data)
    else this.#error(null, CODE.invalidRequest, 'Invalid request')
  }

  /** Call it once, when the socket closed. */
  closed(): void {
    if (this.#member) this.#room.leave(this.#member)
    this.#member = null
  }

  #handle({id, method, params}: z.infer<typeof CALL>): void {
    if (method === 'authorization') {
      this.#authorize(id, params['authorization'])
      return
    }
    if (!this.#caller) {
      this.#error(id, CODE.invalidRequest, 'Authorization required')
      return
    }
    switch (method) {
      case 'presence_subscribe':
        this.#subscription = `presence-${id}`
        this.#member ??= this.#enter(this.#caller)
        this.#result(id, this.#subscription)
        return
      case 'presence_unsubscribe':
        this.closed()
        this.#result(id, true)
        return
      case 'presence_rollcall':
      case 'presence_disconnect': {
        const parsed = SESSION.safeParse(params)
        if (!parsed.success) return this.#error(id, CODE.invalidParams, 'Invalid params')
        const member = this.#sender(this.#caller)
        if (method === 'presence_rollcall') this.#room.rollCall(member, parsed.data.session)
        else this.#room.disconnect(member, parsed.data.session)
        this.#result(id, true)
        return
      }
      case 'presence_announce': {
        const parsed = ANNOUNCEMENT.safeParse(params)
        if (!parsed.success) return this.#error(id, CODE.invalidParams, 'Invalid params')
        this.#room.announce(this.#sender(this.#caller), parsed.data.data)
        this.#result(id, true)
        return
      }
      default:
        this.#error(id, CODE.methodNotFound, 'Method not found')
    }
  }

  #authorize(id: string | number, authorization: unknown): void {
    const token = /^Bearer +(\S+)$/i.exec(typeof authorization === 'string' ? authorization : '')
    const caller = this.#access.authenticate(token?.[1] ?? '')
    if (!caller) {
      this.#socket.close(CODE.unauthorized, 'Unauthorized')
      return
    }
    if (this.#member && caller.id !== this.#caller?.id) this.closed()
    this.#caller = caller
    this.#result(id, true)
  }

  #sender(caller: Caller): PresenceMember {
    return this.#member ?? {caller, session: null, notify: () => undefined}
  }

  #enter(caller: Caller): PresenceMember {
    const member: PresenceMember = {
      caller,
      session: null,
      notify: (result) => {
        const params = {subscription: this.#subscription, result}
        this.#send({jsonrpc: '2.0', method: 'presence_subscription', params})
      },
    }
    this.#room.enter(member)
    return member
  }

  #result(id: string | number, result: unknown): void {
    this.#send({jsonrpc: '2.0', id, result})
  }

  #error(id: string | number | null, code: number, message: string): void {
    this.#send({jsonrpc: '2.0', id, error: {code, message}})
  }

  #send(message: Record<string, unknown>): void {
    this.#socket.send(JSON.stringify(message))
  }
}
