import {z} from 'zod'
import type {AccessControl, Caller} from '../access/lakeCaller.ts'
import type {StoredDocument} from '../store/storedDocument.ts'
import {maySee} from './userResources.ts'

const LOCATION = z.looseObject({type: z.string(), documentId: z.string().optional()})

/** The data of `presence_announce`: where in which documents a user is. */
export const PRESENCE_STATE = z.object({
  sessionId: z.string().min(1).max(200),
  locations: z.array(LOCATION).max(200),
})

/** One open page of a Studio. */
export interface PresenceMember {
  caller: Caller
  /** Sends a presence event to the page. */
  notify(event: Record<string, unknown>): void
  /** The page's session, once it announced one. */
  session: string | null
}

function asDocument(id: string): StoredDocument {
  return {_id: id, _type: '', _rev: '', _createdAt: '', _updatedAt: ''}
}

/**
 * The open pages of a dataset, which show each other where their users are. A page is not shown
 * users whom its user may not see, or documents that its user may not read.
 */
export class PresenceRoom {
  readonly #access: AccessControl
  readonly #documentOf: (id: string) => StoredDocument | null
  readonly #members: Set<PresenceMember> = new Set()

  constructor(access: AccessControl, documentOf: (id: string) => StoredDocument | null) {
    this.#access = access
    this.#documentOf = documentOf
  }

  /** Adds a page, which from then on receives events of the others. */
  enter(member: PresenceMember): void {
    this.#members.add(member)
  }

  /** Removes a page; the others learn that its session ended. */
  leave(member: PresenceMember): void {
    this.#members.delete(member)
    if (member.session !== null) this.disconnect(member, member.session)
  }

  /** Asks every other page to announce where it is. */
  rollCall(from: PresenceMember, session: string): void {
    this.#others(from, (other) => {
      other.notify({type: 'rollCall', i: from.caller.id, session})
    })
  }

  /** Tells the other pages where this one is. */
  announce(from: PresenceMember, {sessionId, locations}: z.infer<typeof PRESENCE_STATE>): void {
    from.session = sessionId
    this.#others(from, (other) => {
      const visible = locations.filter(
        ({documentId}) => documentId === undefined || this.#mayRead(other.caller, documentId),
      )
      other.notify({type: 'state', i: from.caller.id, m: {sessionId, locations: visible}})
    })
  }

  /** Tells the other pages that a session ended. */
  disconnect(from: PresenceMember, session: string): void {
    from.session = null
    this.#others(from, (other) => {
      other.notify({type: 'disconnect', i: from.caller.id, m: {session}})
    })
  }

  #mayRead(caller: Caller, id: string): boolean {
    return this.#access.can(caller, 'read', this.#documentOf(id) ?? asDocument(id))
  }

  #others(from: PresenceMember, tell: (other: PresenceMember) => void): void {
    for (const other of this.#members) {
      if (other !== from && maySee(other.caller, from.caller)) tell(other)
    }
  }
}
