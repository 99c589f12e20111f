import {Hono, type Context} from 'hono'
import {z} from 'zod'
import {draftIdOf, publishedIdOf} from '../actions/versionId.ts'
import type {Caller} from '../access/lakeCaller.ts'
import {datasetOf, idList, isOn} from '../dataRoutes/datasetOf.ts'
import {jsonResponse} from '../http/compression.ts'
import {streamTexts} from '../http/streamTexts.ts'
import {LakeError} from '../lakeError.ts'
import type {LakeEnv, LakeServices} from '../lakeServices.ts'
import type {PointInTime, TransactionFilter} from '../store/lakeStore.ts'
import type {StoredDocument} from '../store/storedDocument.ts'
import {documentView, type HistoryView} from '../visibility/historyView.ts'
import {historyEvents, type HistoryEvent} from './historyEvents.ts'
import {contentLines, summaryLines} from './transactionLines.ts'

const LIMIT = z.coerce.number().int().min(1).max(1000).default(100)
const TIME = z.iso.datetime({offset: true})

/** Transactions looked through for one page of events; drafts have many edits that are none. */
const MAX_SCANNED = 2000

/**
 * The history as the Studio's inspector and review pane read it, and as
 * https://www.sanity.io/docs/http-reference/history describes it.
 */
export function historyRoutes(lake: LakeServices): Hono<LakeEnv> {
  const routes = new Hono<LakeEnv>()
  const transactions = (context: Context<LakeEnv>) => listTransactions(lake, context)
  routes.get('/data/history/:dataset/transactions', transactions)
  routes.get('/data/history/:dataset/transactions/:ids', transactions)
  routes.get('/data/history/:dataset/documents/:ids', (context) => documentsAt(lake, context))
  routes.get('/data/history/:dataset/events/documents/:id', (context) => listEvents(lake, context))
  return routes
}

function listTransactions(lake: LakeServices, context: Context<LakeEnv>): Promise<Response> {
  const {caller, dataset} = datasetOf(lake, context)
  const query = context.req.query()
  const ids = context.req.param('ids')
  const documentIds = ids === undefined ? null : idList(ids)
  const onlyIdentified = documentIds && isOn(query['includeIdentifiedDocumentsOnly'])
  const given = (name: string) => query[name] || undefined
  const view = historyView(lake, caller, dataset)
  if (!documentIds && !view.ids) throw documentsRequired()
  const filter: TransactionFilter = {
    view,
    limit: read(LIMIT, given('limit'), 'limit'),
    reverse: isOn(query['reverse']),
    ...(documentIds ? {documentIds} : {}),
    ...(onlyIdentified ? {onlyChangesOf: documentIds} : {}),
    ...optional('authors', given('authors')?.split(',')),
    ...optional('fromTransaction', given('fromTransaction')),
    ...optional('toTransaction', given('toTransaction')),
    ...optional('fromTime', given('fromTime') && read(TIME, given('fromTime'), 'fromTime')),
    ...optional('toTime', given('toTime') && read(TIME, given('toTime'), 'toTime')),
  }
  const effects = query['effectFormat'] === 'mendoza'
  const mutations = !isOn(query['excludeContent']) && !isOn(query['excludeMutations'])
  const lines =
    effects || mutations
      ? contentLines(lake.store.transactions(dataset, filter), {effects, mutations})
      : summaryLines(lake.store.transactionSummaries(dataset, filter))
  return streamTexts(context, lines, {'Content-Type': 'application/x-ndjson'})
}

function documentsAt(lake: LakeServices, context: Context<LakeEnv>): Promise<Response> {
  const {caller, dataset} = datasetOf(lake, context)
  const view = historyView(lake, caller, dataset)
  const point = pointOf(context.req.query(), view)
  const documents: StoredDocument[] = []
  const omitted: {id: string; reason: 'existence'}[] = []
  for (const id of idList(context.req.param('ids'))) {
    // Somebody else's document and one that never was get the same answer.
    const document = view.includes(id) ? lake.store.documentAt(dataset, id, point) : null
    if (document) documents.push(document)
    else omitted.push({id, reason: 'existence'})
  }
  return jsonResponse(context, {documents, ...(omitted.length > 0 ? {omitted} : {})})
}

function listEvents(lake: LakeServices, context: Context<LakeEnv>): Response {
  const {caller, dataset} = datasetOf(lake, context)
  const id = context.req.param('id') ?? ''
  const limit = read(LIMIT, context.req.query('limit'), 'limit')
  let cursor: string | undefined = context.req.query('nextCursor') || undefined
  const events: HistoryEvent[] = []
  const view = historyView(lake, caller, dataset)
  const family = [...new Set([id, publishedIdOf(id), draftIdOf(publishedIdOf(id))])]
  const versions = lake.store.versionIds(dataset, publishedIdOf(id))
  let scanned = 0
  while (view.includes(id)) {
    const pages = lake.store.transactions(dataset, {
      view,
      documentIds: [id],
      onlyChangesOf: [...family, ...versions],
      reverse: true,
      limit: limit + 1,
      ...optional('toTransaction', cursor),
    })
    const page = [...pages].flat()
    scanned += limit
    cursor = page.length > limit ? page.at(-1)?.id : undefined
    for (const transaction of page.slice(0, limit)) events.push(...historyEvents(transaction, id))
    if (!cursor || events.length >= limit || scanned >= MAX_SCANNED) break
  }
  return context.json({events: {[id]: events}, nextCursor: cursor ?? ''})
}

/**
 * What a caller may see of a dataset's past: the hosted API rests this on the document as it is now
 * (https://www.sanity.io/docs/http-reference/history), or as it was last when it is deleted. Here a
 * grant must list `history` as well as `read`.
 */
function historyView(lake: LakeServices, caller: Caller, dataset: string): HistoryView {
  const {access, store} = lake
  return documentView({
    can: (who, permission, document) => access.can(who, permission, document),
    caller,
    permissions: ['read', 'history'],
    latestOf: (id) =>
      store.getDocument(dataset, id) ?? store.documentAt(dataset, id, {lastRevision: true}),
  })
}

function pointOf(
  {revision, time, lastRevision}: Record<string, string | undefined>,
  view: HistoryView,
): PointInTime {
  const given = [revision, time, lastRevision].filter((value) => value !== undefined)
  if (given.length > 1) {
    throw badRequest('Only one of "revision", "time" and "lastRevision" can be given')
  }
  if (revision) return {revision, view}
  if (lastRevision !== undefined && isOn(lastRevision)) return {lastRevision: true}
  return {time: read(TIME, time, 'time')}
}

function read<T>(schema: z.ZodType<T>, value: string | undefined, name: string): T {
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  throw badRequest(`"${name}": ${parsed.error.issues[0]?.message ?? 'invalid'}`)
}

function optional<K extends string, V>(key: K, value: V | undefined | ''): Partial<Record<K, V>> {
  const result: Partial<Record<K, V>> = {}
  if (value !== undefined && value !== '') result[key] = value
  return result
}

/** Whoever may read by what documents hold would have every document of the log looked into. */
function documentsRequired(): LakeError {
  return badRequest(
    'Your grants depend on the content of documents, so history can be listed for documents only: name their ids in the path',
  )
}

function badRequest(message: string): LakeError {
  return LakeError.http(400, 'Bad Request', message)
}
