/** The part of `@sanity/client` that sends requests of any form. */
export interface QueryClient {
  getDataUrl: (operation: string) => string
  request: <Answer>(options: {
    method: 'POST'
    uri: string
    query: Record<string, string>
    body: {query: string; params: Readonly<Record<string, unknown>>}
    tag: string
    signal?: AbortSignal
    timeout?: number
  }) => Promise<Answer>
}

/** How a query is sent. */
export interface QueryOptions {
  tag: string
  signal?: AbortSignal
  /** In milliseconds. */
  timeout?: number
}

/**
 * Runs a query whose parameters are of people, or were typed by somebody: they are in the body of the request. The
 * client's own `fetch` writes them into the address, and addresses are in the logs of proxies and servers.
 * Reads documents as they are stored: records have no drafts.
 */
export async function fetchByBody<Result>(
  client: QueryClient,
  query: string,
  params: Readonly<Record<string, unknown>>,
  options: QueryOptions,
): Promise<Result> {
  const {result} = await client.request<{result: Result}>({
    method: 'POST',
    uri: client.getDataUrl('query'),
    query: {perspective: 'raw', returnQuery: 'false'},
    body: {query, params},
    ...options,
  })
  return result
}
