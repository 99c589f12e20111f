import {setImmediate} from 'node:timers/promises'
import {z} from 'zod'
import {LOCAL_DATASET, LOCAL_PROJECT_ID} from '../local/ports.ts'

const ANSWER = z.object({
  result: z.unknown(),
  explain: z
    .object({
      plan: z.enum(['sql', 'narrowed', 'scanned']),
      rows: z.number(),
      sql: z.array(z.string()),
    })
    .optional(),
})

/** An answer of the lake. */
export type LakeAnswer = z.infer<typeof ANSWER>

/** A query with its parameters. */
export interface BenchQuery {
  query: string
  params: Record<string, unknown>
}

/** Sends requests like the Studio's client: over HTTP, with a token, perspective raw. */
export function lakeRequests(url: string, token: string) {
  const base = `${url}/v2025-02-19/data`
  const headers = {
    Authorization: `Bearer ${token}`,
    'Content-Type': 'application/json',
    'x-sanity-project-id': LOCAL_PROJECT_ID,
  }
  async function send(path: string, body: unknown): Promise<unknown> {
    // After work that blocked this process, this detects connections that the lake has closed.
    await setImmediate()
    const response = await fetch(`${base}${path}`, {
      method: 'POST',
      headers,
      body: JSON.stringify(body),
    })
    const text = await response.text()
    if (!response.ok) throw new Error(`The lake answered ${response.status}: ${text.slice(0, 500)}`)
    return JSON.parse(text)
  }
  return {
    async ask({query, params}: BenchQuery, explain = false): Promise<LakeAnswer> {
      const options = `perspective=raw&returnQuery=false&tag=leads.bench${explain ? '&explain=true' : ''}`
      return ANSWER.parse(await send(`/query/${LOCAL_DATASET}?${options}`, {query, params}))
    },
    mutate: (mutations: readonly unknown[], transactionId?: string) =>
      send(`/mutate/${LOCAL_DATASET}?tag=leads.bench`, {mutations, transactionId}),
  }
}

/** The requests of one caller. */
export type LakeRequests = ReturnType<typeof lakeRequests>
