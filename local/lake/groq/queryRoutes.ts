import {Hono, type Context} from 'hono'
import {z} from 'zod'
import {ANONYMOUS_CALLER, isAdministrator, type Caller} from '../access/lakeCaller.ts'
import {limitBody, parseJson, readText} from '../http/requestBody.ts'
import {knowsVersions} from '../http/requestUrl.ts'
import {textResponse} from '../http/textResponse.ts'
import {LakeError, sessionNotFound} from '../lakeError.ts'
import type {LakeEnv, LakeServices} from '../lakeServices.ts'

/**
 * The perspectives of earlier API versions, see
 * https://www.sanity.io/docs/apis-and-sdks/content-releases-cheat-sheet.
 */
const SIMPLE_PERSPECTIVES = ['raw', 'published', 'drafts', 'previewDrafts']

const MAX_BODY = 100 * 1024 * 1024
const TAG = /^[a-z0-9._-]{1,75}$/i

/**
 * `GET|POST /data/query/:dataset`, as https://www.sanity.io/docs/http-query describes it. Mounted
 * below the API version, which it reads from the URL. With `explain=true` the answer to an
 * administrator also says how the lake found it; the hosted API has no such parameter.
 */
export function queryRoutes(services: LakeServices): Hono<LakeEnv> {
  const routes = new Hono<LakeEnv>()
  const limit = limitBody(MAX_BODY, 'The request body exceeds 100 MB')
  routes.on(['GET', 'POST'], '/data/query/:dataset', limit, async (context) => {
    const dataset = context.req.param('dataset')
    const caller = readerOf(context.get('caller'), services, dataset)
    const url = new URL(context.req.url)
    const tag = url.searchParams.get('tag')
    if (tag !== null && !TAG.test(tag)) {
      throw badRequest('Invalid tag: expected 1 to 75 letters, digits, dots, dashes or underscores')
    }
    const {query, params} = await readQuery(context, url)
    const isNew = knowsVersions(url)
    const perspective = url.searchParams.get('perspective') ?? (isNew ? 'published' : 'raw')
    if (!isNew && !SIMPLE_PERSPECTIVES.includes(perspective)) {
      throw badRequest('Complex perspectives are not supported for this version')
    }
    // Which index is used depends on documents that others have.
    const explained = url.searchParams.get('explain') === 'true' && isAdministrator(caller)
    const request = {dataset, caller, query, params, perspective, versions: isNew}
    const {json, explain, ms, syncTags} = await services.queries.runJson(
      {...request, now: services.now(), explain: explained},
      context.req.raw.signal,
    )
    const how = explain === null ? '' : `"explain":${explain},`
    const rest = how + JSON.stringify({ms, syncTags}).slice(1)
    const echo =
      url.searchParams.get('returnQuery') === 'false' ? '' : `"query":${JSON.stringify(query)},`
    return textResponse(context, `{${echo}"result":${json},${rest}`, {
      'Content-Type': 'application/json; charset=utf-8',
      'Cache-Control': 'no-store',
    })
  })
  return routes
}

/** The caller; without a token, the anonymous reader of a public dataset. */
function readerOf(caller: Caller | null, services: LakeServices, dataset: string): Caller {
  if (caller) return caller
  const entry = services.store.listDatasets().find(({name}) => name === dataset)
  if (entry?.aclMode !== 'public') throw sessionNotFound()
  return ANONYMOUS_CALLER
}

/** The query of a request, from its URL and its body. */
interface QueryInput {
  query: string
  params: Record<string, unknown>
}

const BODY = z.object({query: z.string(), params: z.record(z.string(), z.unknown()).optional()})

async function readQuery(context: Context<LakeEnv>, url: URL): Promise<QueryInput> {
  const params = urlParams(url)
  const query = url.searchParams.get('query')
  if (context.req.method !== 'POST') {
    if (query === null) throw badRequest('Missing the query: expected it as parameter "query"')
    return {query, params}
  }
  const text = await readText(context.req)
  if (text === '' && query !== null) return {query, params}
  const body = BODY.safeParse(parseJson(text))
  if (!body.success) {
    throw badRequest('Invalid request body: expected {"query": string, "params": object}')
  }
  const given = Object.entries(body.data.params ?? {})
  const named = given.map(([name, entry]) => [name.replace(/^\$/, ''), entry] as const)
  return {query: body.data.query, params: {...params, ...Object.fromEntries(named)}}
}

function urlParams(url: URL): Record<string, unknown> {
  const params: Record<string, unknown> = {}
  for (const [name, text] of url.searchParams) {
    if (!name.startsWith('$')) continue
    params[name.slice(1)] = parseJson(text, `value of parameter ${name}:`)
  }
  return params
}

function badRequest(message: string): LakeError {
  return LakeError.http(400, 'Bad Request', message)
}
