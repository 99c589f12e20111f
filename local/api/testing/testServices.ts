import {randomUUID} from 'node:crypto'
import type {SanityClient} from '@sanity/client'
import {auditEventId} from '../../../core/audit/appendEvents.ts'
import {verifyChain} from '../../../core/audit/hashChain.ts'
import {LEASE_MS} from '../../../core/audit/trailProgress.ts'
import {describeProblem} from '../../../core/problems/problem.ts'
import type {AuditEvent} from '../../../core/sanity.types.generated.ts'
import {recordTrail} from '../../../functions/record-trail/handler.ts'
import type {FunctionServices} from '../../../functions/shared/functionServices.ts'
import {createLakeClient} from '../../../functions/shared/lakeClient.ts'
import {readServerEnv} from '../../../functions/shared/serverEnv.ts'
import {createSiteRegistry} from '../../../functions/shared/siteRegistry.ts'
import {createSiteSecrets} from '../../../functions/shared/siteSecrets.ts'
import {LOCAL_DATASET, LOCAL_PROJECT_ID} from '../../ports.ts'
import {localServerVariables} from '../localServerVariables.ts'

interface Stack {
  lake: {url: string}
}

/** A client with the token of a role, such as `artameta-editor`, `functions` or `superadmin`. */
export function clientAs({lake}: Stack, role: string): SanityClient {
  return createLakeClient({
    projectId: LOCAL_PROJECT_ID,
    dataset: LOCAL_DATASET,
    apiHost: lake.url,
    token: `local-${role}`,
  })
}

/** Services of a function, with a client and caches of their own, as another process would have them. */
export function functionServicesOf(
  stack: Stack,
  {aheadMs = 0, variables = {}}: {aheadMs?: number; variables?: Record<string, string>} = {},
): FunctionServices {
  const env = readServerEnv({...localServerVariables(), ...variables})
  const client = clientAs(stack, 'functions')
  return {
    env,
    client,
    registry: createSiteRegistry(client, Date.now),
    secrets: createSiteSecrets(env),
    now: () => new Date(Date.now() + aheadMs).toISOString(),
  }
}

/** A writer that has not finished after so many looks was killed: its lease is taken over. */
const LOOKS = 50

/** Services whose history no longer has some transactions, as after its retention time. */
export function servicesWithoutHistory(
  stack: Stack,
  transactions: readonly string[],
): FunctionServices {
  const services = functionServicesOf(stack)
  const request = services.client.request.bind(services.client)
  const told = async (options: Parameters<typeof request>[0]): Promise<unknown> => {
    const body: unknown = await request(options)
    if (typeof body !== 'string') return body
    const isGone = (line: string): boolean =>
      transactions.some((id) => line.startsWith(`{"id":"${id}"`))
    return body
      .split('\n')
      .filter((line) => !isGone(line))
      .join('\n')
  }
  Object.assign(services.client, {request: told})
  return services
}

/** Tells everything that happened so far in the audit trails, as the sweep does. */
export async function recordTrails(
  stack: Stack,
  services = functionServicesOf(stack),
): Promise<number> {
  let events = 0
  for (let look = 0; ; look += 1) {
    const own = look < LOOKS ? services : functionServicesOf(stack, {aheadMs: LEASE_MS})
    const result = await recordTrail(own, randomUUID(), () => performance.now())
    events += result.events
    if (result.state === 'written') return events
    await new Promise((resolve) => {
      setTimeout(resolve, 20)
    })
  }
}

/** The events of a chain, read by their ids; a broken chain throws. */
export async function readChain(client: SanityClient, chain: string): Promise<AuditEvent[]> {
  const site = chain === 'network' ? null : chain
  const events: AuditEvent[] = []
  for (;;) {
    const ids = Array.from({length: 50}, (_, index) =>
      auditEventId(site, events.length + index + 1),
    )
    const found = await client.getDocuments<AuditEvent>(ids, {tag: 'leads.test.chain'})
    for (const event of found) {
      if (event) events.push(event)
      else {
        const verdict = verifyChain(events)
        if (!verdict.ok) throw new Error(describeProblem(verdict.problem))
        return events
      }
    }
  }
}

/** The details of an event, by their names. */
export function diffValues(event: AuditEvent | undefined): Record<string, string | undefined> {
  return Object.fromEntries((event?.diff ?? []).map(({path, after}) => [path, after]))
}
