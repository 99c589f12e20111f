import {z} from 'zod'

const DOCUMENT = z.looseObject({
  _id: z.string(),
  _type: z.string(),
  _rev: z.string(),
  _createdAt: z.string(),
  _updatedAt: z.string(),
})
const PAGE = z.object({
  changes: z.array(
    z.object({
      seq: z.number(),
      documentId: z.string(),
      before: DOCUMENT.nullable(),
      after: DOCUMENT.nullable(),
      lineage: z.string().nullable().optional(),
    }),
  ),
  through: z.number(),
  last: z.number(),
})

/**
 * Some changes in the order of the lake's log, the position to ask after next, and the log's newest.
 */
export type ChangePage = z.infer<typeof PAGE>

/** Reads the lake's log of changes. */
export interface ChangeFeed {
  /**
   * Changes after a position; waits for some when there are none yet.
   *
   * @param waitMs - longest wait
   * @throws Error when the lake is away or refuses
   */
  after(seq: number, waitMs: number, signal: AbortSignal): Promise<ChangePage>
}

/**
 * @param lake.limit - changes a page
 * @param lake.types - only of documents of these types; `null` for all
 */
export function createChangeFeed(lake: {
  apiHost: string
  dataset: string
  token: string
  types: ReadonlySet<string> | null
  limit?: number
}): ChangeFeed {
  return {
    async after(seq, waitMs, signal) {
      const url = new URL(`/v1/local/changes/${lake.dataset}`, lake.apiHost)
      url.searchParams.set('after', String(seq))
      url.searchParams.set('limit', String(lake.limit ?? 500))
      url.searchParams.set('wait', String(waitMs))
      if (lake.types) url.searchParams.set('types', [...lake.types].join(','))
      const response = await fetch(url, {
        headers: {authorization: `Bearer ${lake.token}`},
        signal: AbortSignal.any([signal, AbortSignal.timeout(waitMs + 30_000)]),
      })
      if (!response.ok) throw new Error(`The lake answered ${response.status} to its change feed`)
      return PAGE.parse(await response.json())
    },
  }
}
