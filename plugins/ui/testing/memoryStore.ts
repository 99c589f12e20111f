import {
  createClient,
  type MutationEvent,
  type SanityClient,
  type WelcomeEvent,
} from '@sanity/client'
import {Mutation} from '@sanity/mutator'
import {evaluateSync, parse} from 'groq-js'
import {concat, of, Subject, throwError} from 'rxjs'
import type {Grant} from '../../../core/tenancy/grants.ts'
import type {MemoryDocument} from '../../../core/testing/memoryDataset.ts'
import type {Member} from '../users/members.ts'

export type {MemoryDocument}

type ListenEvent = WelcomeEvent | Pick<MutationEvent, 'type' | 'documentId' | 'transition'>

/** A store in memory behind a Sanity client, for tests of components. */
export interface MemoryStore {
  client: SanityClient
  documents: Map<string, MemoryDocument>
  /** What the user's key-value store holds. */
  settings: Map<string, unknown>
  /** The project's members; nobody may see them while there are none. */
  members: Member[]
  /** Tags of the requests so far, in order. */
  requests: string[]
  /** Writes as somebody else does, telling every listener. */
  write: (mutations: readonly object[]) => void
  /** Makes requests with a tag fail with an error, until it is called with `null`. */
  failWith: (tag: string, error: Error | null) => void
}

/** A request by the client's `request`: a query, a setting, or what the Studio asks. */
interface AnyRequest {
  uri: string
  tag: string
  body?: {query: string; params: Record<string, unknown>} | {key: string; value: unknown}[]
}

function guardOf(mutation: object): string | null {
  const patch: unknown = Reflect.get(mutation, 'patch')
  const guard: unknown =
    typeof patch === 'object' && patch ? Reflect.get(patch, 'ifRevisionID') : null
  return typeof guard === 'string' ? guard : null
}

function isDocument(value: unknown): value is MemoryDocument {
  return typeof value === 'object' && value !== null && '_id' in value && '_rev' in value
}

/** The users of `/users/<ids>` whose names are told. */
function namedIn(members: readonly Member[], uri: string) {
  const ids = uri.slice('/users/'.length).split(',')
  return members
    .filter(({id, name}) => name !== null && ids.includes(id))
    .map(({id, name}) => ({id, displayName: name}))
}

/**
 * Makes a store that holds the given documents. Queries are evaluated by groq-js.
 *
 * @param grants - what the Studio is told of the caller's grants; the store itself checks none
 */
export function memoryStore(
  initial: readonly MemoryDocument[],
  grants: readonly Grant[] = [{filter: '_id in path("**")', permissions: ['create', 'update']}],
): MemoryStore {
  const documents = new Map(initial.map((document) => [document._id, document]))
  const requests: string[] = []
  const failures = new Map<string, Error>()
  const settings = new Map<string, unknown>()
  const members: Member[] = []
  const events = new Subject<ListenEvent>()
  let revision = 0

  const write = (mutations: readonly object[]) => {
    const next = new Map(documents)
    const changes: ListenEvent[] = []
    for (const json of mutations) {
      // The mutator changes documents in place; a store shares nothing with whoever writes or has read.
      const mutations = [structuredClone(json)]
      const applied = new Mutation({mutations, resultRev: `rev-${++revision}`})
      const id = String(Object.values(json)[0]?.id ?? Object.values(json)[0]?._id)
      const before = next.get(id) ?? null
      const guard = guardOf(json)
      if (guard && guard !== before?._rev) {
        throw Object.assign(new Error('The document has another revision'), {statusCode: 409})
      }
      const after: unknown = applied.apply(structuredClone(before))
      if (isDocument(after)) next.set(id, {...after, _rev: `rev-${revision}`})
      else next.delete(id)
      const transition = before ? (isDocument(after) ? 'update' : 'disappear') : 'appear'
      changes.push({type: 'mutation', documentId: id, transition})
    }
    documents.clear()
    for (const [id, document] of next) documents.set(id, document)
    for (const change of changes) {
      if (documents.get(String(Reflect.get(change, 'documentId')))?._type !== 'leadActivity') {
        events.next(change)
      }
    }
  }

  const request = async <T>(tag: string, answer: () => T): Promise<T> => {
    requests.push(tag)
    await Promise.resolve()
    const failure = failures.get(tag)
    if (failure) throw failure
    return answer()
  }
  const evaluate = (query: string, params: Record<string, unknown>): unknown => {
    const dataset = [...documents.values()]
    return evaluateSync(parse(query, {params}), {dataset, params}).data
  }
  const real = createClient({
    projectId: 'local',
    dataset: 'production',
    apiVersion: '2025-02-19',
    useCdn: false,
  })
  const client: SanityClient = Object.assign(real, {
    withConfig: () => client,
    clone: () => client,
    fetch: (query: string, params: Record<string, unknown>, options: {tag: string}) =>
      request(options.tag, () => evaluate(query, params)),
    getDocuments: (ids: readonly string[], options: {tag: string}) =>
      request(options.tag, () => ids.map((id) => documents.get(id) ?? null)),
    getDocument: (id: string, options: {tag: string}) =>
      request(options.tag, () => documents.get(id)),
    mutate: (mutations: object[], options: {tag: string}) =>
      request(options.tag, () => {
        write(mutations)
        return {transactionId: `rev-${revision}`}
      }),
    listen: () => concat(of<ListenEvent>({type: 'welcome', listenerName: 'test'}), events),
    request: ({uri, body, tag}: AnyRequest) => {
      if (body && 'query' in body) {
        return request(tag, () => ({result: evaluate(body.query, body.params)}))
      }
      if (uri.endsWith('/acl')) return Promise.resolve(grants)
      if (/^\/users\/(?!me\/)/u.test(uri)) return Promise.resolve(namedIn(members, uri))
      // Nothing is kept of what was before.
      if (uri.startsWith('/data/history/')) return Promise.resolve('')
      if (!uri.startsWith('/users/me/keyvalue')) return Promise.reject(new Error(`no ${uri}`))
      for (const {key, value} of body ?? []) settings.set(key, value)
      return Promise.resolve([...settings].map(([key, value]) => ({key, value})))
    },
    // The Studio's own stores ask this way; no test goes out to the network.
    observable: Object.assign(real.observable, {
      request: ({uri, url = uri}: {uri?: string; url?: string}) =>
        url?.startsWith('/projects/') && members.length > 0
          ? of({id: 'local', members})
          : throwError(() => new Error(`no ${url}`)),
    }),
  })
  return {
    client,
    documents,
    settings,
    members,
    requests,
    write,
    failWith: (tag, error) => {
      if (error) failures.set(tag, error)
      else failures.delete(tag)
    },
  }
}
