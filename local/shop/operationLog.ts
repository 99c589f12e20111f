import {Kind, parse, visit, type DocumentNode} from 'graphql'
import {allowedRootFields} from '../../core/shopify/allowedFields.ts'
import {guardOperation, type Refusal} from '../../core/shopify/operationGuard.ts'

/** An operation that reached a store, without any value. */
export interface OperationShape {
  /** `null` where it has none, or is not GraphQL. */
  operation: string | null
  rootFields: readonly string[]
  /** The selected fields, such as `customers.nodes.id`. */
  leafPaths: readonly string[]
  /** Names of the variables that came with it. */
  variables: readonly string[]
}

/** Operations of one shape that reached a store. */
export interface OperationRecord extends OperationShape {
  store: string
  count: number
  /** ISO 8601, UTC. */
  firstAt: string
  lastAt: string
}

/** A request that should never have left us. */
export interface Violation extends OperationShape {
  store: string
  /** ISO 8601, UTC. */
  at: string
  /** Why it may not be sent; `other-request` is one to another URL than the GraphQL endpoint. */
  reason: Refusal | 'other-request'
  /** Method and path of other requests, without query string. */
  request: string | null
}

const NOTHING: OperationShape = {operation: null, rootFields: [], leafPaths: [], variables: []}
const ALLOWED = allowedRootFields({emailDomains: true})
const MOST_VIOLATIONS = 1000
const MOST_SHAPES = 1000

function parsedOrNull(query: string): DocumentNode | null {
  try {
    return parse(query, {maxTokens: 5000, noLocation: true})
  } catch {
    return null
  }
}

function shapeOf(body: string): OperationShape {
  let value: unknown
  try {
    value = JSON.parse(body)
  } catch {
    return NOTHING
  }
  if (typeof value !== 'object' || value === null) return NOTHING
  const members = new Map<string, unknown>(Object.entries(value))
  const query = members.get('query')
  const given = members.get('variables')
  const variables = typeof given === 'object' && given !== null ? Object.keys(given) : []
  const document = typeof query === 'string' ? parsedOrNull(query) : null
  return document ? {...documentShape(document), variables} : {...NOTHING, variables}
}

function documentShape(document: DocumentNode): Omit<OperationShape, 'variables'> {
  const rootFields = new Set<string>()
  const leafPaths = new Set<string>()
  const path: string[] = []
  let operation: string | null = null
  visit(document, {
    [Kind.OPERATION_DEFINITION]: {
      enter: ({name}) => {
        operation ??= name?.value ?? null
      },
    },
    [Kind.FIELD]: {
      enter({name, selectionSet}) {
        path.push(name.value)
        if (path.length === 1) rootFields.add(name.value)
        if (!selectionSet) leafPaths.add(path.join('.'))
      },
      leave: () => {
        path.pop()
      },
    },
  })
  return {operation, rootFields: [...rootFields], leafPaths: [...leafPaths]}
}

/** Records the requests to all stores, and those that must never be sent. */
export class OperationLog {
  readonly #now: () => number
  readonly #records = new Map<string, OperationRecord>()
  #violations: Violation[] = []

  /** @param now - milliseconds since the epoch */
  constructor(now: () => number) {
    this.#now = now
  }

  /** All operations, the earliest first. */
  get operations(): readonly OperationRecord[] {
    return [...this.#records.values()]
  }

  /** The first 1,000 requests that should never have arrived, the earliest first. */
  get violations(): readonly Violation[] {
    return this.#violations
  }

  /** Records the body of a request to a store's GraphQL endpoint. */
  noteOperation(store: string, body: string): void {
    const verdict = guardOperation(body, ALLOWED)
    const shape = shapeOf(body)
    const at = this.#at()
    if (!verdict.ok) this.#violate({...shape, store, at, reason: verdict.reason, request: null})
    const {operation, leafPaths, variables} = shape
    const key = JSON.stringify([store, operation, leafPaths, variables])
    const before = this.#records.get(key)
    if (!before && this.#records.size >= MOST_SHAPES) return
    const count = (before?.count ?? 0) + 1
    const firstAt = before?.firstAt ?? at
    this.#records.set(key, {...shape, store, count, firstAt, lastAt: at})
  }

  /** Records a request that does not go to a store's GraphQL endpoint, or is not a POST. */
  noteOther(store: string, method: string, path: string): void {
    // Long numbers are ids of people.
    const request = `${method} ${path.replaceAll(/\d{5,}/g, '*').slice(0, 100)}`
    this.#violate({...NOTHING, store, at: this.#at(), reason: 'other-request', request})
  }

  /** Returns the violations so far and clears them, for tests that provoke some. */
  takeViolations(): Violation[] {
    const taken = this.#violations
    this.#violations = []
    return taken
  }

  /**
   * @throws Error that lists what should never have arrived
   */
  assertNone(): void {
    if (this.#violations.length === 0) return
    const lines = this.#violations.map(
      ({store, reason, operation, rootFields, request}) =>
        `${store}: ${reason}: ${request ?? `${operation ?? '(no name)'} {${rootFields.join(' ')}}`}`,
    )
    throw new Error(
      'The local shop received what must never be sent to Shopify. Find who sent it, and send it ' +
        `through the guard of core/shopify/operationGuard.ts.\n${[...new Set(lines)].join('\n')}`,
    )
  }

  #violate(violation: Violation): void {
    if (this.#violations.length < MOST_VIOLATIONS) this.#violations.push(violation)
  }

  #at(): string {
    return new Date(this.#now()).toISOString()
  }
}
