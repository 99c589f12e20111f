import {Hono, type Context} from 'hono'
import {z} from 'zod'
import type {Caller} from '../access/lakeCaller.ts'
import {documentView, type HistoryView} from '../access/visibleIds.ts'
import {draftIdOf, publishedIdOf} from '../actions/versionId.ts'
import {datasetOf, idList, isOn} from '../http/dataRequest.ts'
import {jsonResponse, streamTexts} from '../http/textResponse.ts'
import {badRequest} from '../lakeError.ts'
import type {LakeEnv, LakeServices} from '../lakeServices.ts'
import {wireEffects} from '../store/lakeChange.ts'
import type {
  PointInTime,
  TransactionFilter,
  LoggedTransaction,
  TransactionSummary,
} from '../store/lakeStore.ts'
import type {StoredDocument} from '../store/storedDocument.ts'
import {historyEvents, type HistoryEvent} from './historyEvents.ts'

const LIMIT = z.coerce.number().int().min(1).max(1000).default(100)
const TIME = z.iso.datetime({offset: true})

/** Transactions to scan for one page of events; most edits of drafts are no events. */
const MAX_SCANNED = 2000

/** About how many characters go out at a time. */
const CHUNK = 128 * 1024

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
  if (!documentIds && !view.ids) {
    // Otherwise every document in the log would have to be checked.
    throw badRequest(
      'Your grants depend on the content of documents, so history can be listed for documents only: name their ids in the path',
    )
  }
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
      ? linesOf(lake.store.transactions(dataset, filter), contentLine(effects, mutations))
      : linesOf(lake.store.transactionSummaries(dataset, filter), summaryLine)
  return streamTexts(context, lines, {'Content-Type': 'application/x-ndjson'})
}

/** Texts of about {@link CHUNK} characters; an empty one for a page without transactions. */
function* linesOf<T>(
  pages: Iterable<readonly T[]>,
  lineOf: (transaction: T) => string,
): Generator<string> {
  for (const page of pages) {
    let text = ''
    for (const transaction of page) {
      text += lineOf(transaction)
      if (text.length < CHUNK) continue
      yield text
      text = ''
    }
    yield text
  }
}

function summaryLine({id, timestamp, author, documentIds}: TransactionSummary): string {
  return `${JSON.stringify({id, timestamp, author, documentIDs: documentIds})}\n`
}

/** @param effects - whether to add the Mendoza patches of each document */
function contentLine(effects: boolean, mutations: boolean) {
  return ({id, timestamp, author, documentIds, changes}: LoggedTransaction): string => {
    const line = {
      id,
      timestamp,
      author,
      documentIDs: documentIds,
      ...(mutations ? {mutations: changes.flatMap((change) => change.mutations)} : {}),
      ...(effects
        ? {
            effects: Object.fromEntries(
              changes.map(({documentId, before, after}) => [
                documentId,
                wireEffects(before, after),
              ]),
            ),
          }
        : {}),
    }
    return `${JSON.stringify(line)}\n`
  }
}

function documentsAt(lake: LakeServices, context: Context<LakeEnv>): Promise<Response> {
  const {caller, dataset} = datasetOf(lake, context)
  const view = historyView(lake, caller, dataset)
  const point = pointOf(context.req.query(), view)
  const documents: StoredDocument[] = []
  const omitted: {id: string; reason: 'existence'}[] = []
  for (const id of idList(context.req.param('ids'))) {
    // A document that the caller may not see and one that never existed get the same answer.
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
 * What a caller may see of a dataset's past. As in the hosted API
 * (https://www.sanity.io/docs/http-reference/history), the current document decides, or the last state
 * of a deleted one. Here a grant must list `history` as well as `read`.
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
