import {Hono} from 'hono'
import {streamTexts} from '../http/textResponse.ts'
import {badRequest} from '../lakeError.ts'
import type {LakeEnv, LakeServices} from '../lakeServices.ts'
import {parseDocument} from '../store/storedDocument.ts'
import {visibleIds} from '../visibility/visibleIds.ts'
import {datasetOf} from '../http/dataRequest.ts'
import {exportScan, type ExportScan} from './exportScan.ts'

/** About how much is sent at a time, in characters: enough to be fast, little enough to stay flat. */
const CHUNK = 128 * 1024

/** Documents looked at in one go, so that other requests get their turn where few may be read. */
const LOOK = 2000

/** How long one request of cursor mode runs before it hands over to the next, in milliseconds. */
const CURSOR_RUN_MS = 30_000

/**
 * `GET /data/export/:dataset`: every document the caller may read, one JSON object a line, as the
 * dataset was when the request came. `types` keeps some types only. With `nextCursor` (empty at
 * first) the export runs in pieces: a piece that did not reach the end closes with
 * `{"nextCursor"}`, and the whole is then no snapshot.
 *
 * @param nowMs - milliseconds of a steady clock
 */
export function exportRoutes(
  lake: LakeServices,
  nowMs: () => number = () => performance.now(),
): Hono<LakeEnv> {
  return new Hono<LakeEnv>().get('/data/export/:dataset', (context) => {
    const {caller, dataset} = datasetOf(lake, context)
    const cursor = context.req.query('nextCursor')
    const types = (context.req.query('types') ?? '').split(',').filter((type) => type !== '')
    const ids = visibleIds(caller, lake.access.isAdministrator(caller))
    const code = lake.store.positionCode(dataset)
    const after = cursor ? code.decode('export', cursor) : 0
    if (after === null) throw badRequest('Invalid "nextCursor"')
    const scan = exportScan(lake.store.databaseFile(dataset), {types, after, ids})
    const deadline = cursor === undefined ? Infinity : nowMs() + CURSOR_RUN_MS
    const mayRead = (json: string) =>
      ids !== null || lake.access.can(caller, 'read', parseDocument(json))
    const lines = exportLines(scan, mayRead, (position) =>
      nowMs() > deadline ? code.encode('export', position) : null,
    )
    const headers = {'Content-Type': 'application/x-ndjson', 'Cache-Control': 'no-store'}
    return streamTexts(context, lines, headers, () => scan.close())
  })
}

/**
 * Lines, many at a time; nothing where a look at many documents found none.
 *
 * @param cursorAt - where the next request goes on, if this one is to end here
 */
function* exportLines(
  scan: ExportScan,
  mayRead: (json: string) => boolean,
  cursorAt: (position: number) => string | null,
): Generator<string> {
  let chunk = ''
  let looked = 0
  for (let row = scan.next(); row; row = scan.next()) {
    const {position, json} = row
    if (json !== null && mayRead(json)) chunk += `${json}\n`
    looked += 1
    if (chunk.length < CHUNK && looked < LOOK) continue
    yield chunk
    chunk = ''
    looked = 0
    const nextCursor = cursorAt(position)
    if (nextCursor !== null) {
      yield `${JSON.stringify({nextCursor})}\n`
      return
    }
  }
  if (chunk !== '') yield chunk
}
