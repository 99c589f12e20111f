import {z} from 'zod'

// The transactions of a dataset: https://www.sanity.io/docs/http-reference/history

/** Most transactions that one request lists. */
export const MAX_LISTED = 1000

const Line = z.object({
  id: z.string(),
  timestamp: z.string(),
  author: z.string().nullish(),
  documentIDs: z.array(z.string()).default([]),
  mutations: z.array(z.record(z.string(), z.unknown())).optional(),
  effects: z
    .record(z.string(), z.object({apply: z.unknown(), revert: z.unknown()}).nullish())
    .optional(),
})

/** One transaction, as a line of an answer describes it. */
export type HistoryLine = z.infer<typeof Line>

/** The part of `@sanity/client` that reads the history. */
export interface HistoryClient {
  config: () => {dataset?: string | undefined}
  request: (options: {
    uri: string
    query: Record<string, string>
    json: false
    tag: string
  }) => Promise<unknown>
}

/**
 * Reads lines of the history.
 *
 * @param ids - documents whose transactions to read; none for all transactions of the dataset
 * @param query - parameters; empty ones are not sent
 */
export async function readHistoryLines(
  client: HistoryClient,
  ids: readonly string[],
  query: Record<string, string>,
): Promise<HistoryLine[]> {
  const path = ids.length === 0 ? '' : `/${ids.map(encodeURIComponent).join(',')}`
  const body: unknown = await client.request({
    uri: `/data/history/${client.config().dataset ?? ''}/transactions${path}`,
    query: Object.fromEntries(Object.entries(query).filter(([, value]) => value)),
    json: false,
    tag: 'leads.history.transactions',
  })
  if (typeof body !== 'string') return []
  return body.split('\n').flatMap((line) => {
    if (line.trim() === '') return []
    return Line.safeParse(JSON.parse(line)).data ?? []
  })
}
