import {Hono} from 'hono'
import {visibleIds} from '../access/visibleIds.ts'
import {datasetOf} from '../http/dataRequest.ts'
import {streamTexts} from '../http/textResponse.ts'
import {badRequest} from '../lakeError.ts'
import type {LakeEnv, LakeServices} from '../lakeServices.ts'
import {scanForExport, type ExportRow, type RowScan} from '../store/scanDocuments.ts'
import {parseDocument} from '../store/storedDocument.ts'

/** About how many characters are sent at a time: enough to be fast, with little memory. */
const CHUNK = 128 * 1024

/** Documents to scan before other requests get their turn, where few of them may be read. */
const SCANNED_AT_ONCE = 2000

/** How long one request of cursor mode runs before it hands over to the next, in milliseconds. */
const CURSOR_RUN_MS = 30_000

/**
 * `GET /data/export/:dataset`: every document the caller may read, one JSON object a line, as the
 * dataset was when the request came. `types` selects some types. With `nextCursor` (empty at first)
 * the export takes several requests: a response that did not reach the end closes with
 * `{"nextCursor"}`, and all of them together are no snapshot.
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
    const ids = visibleIds(caller)
    const code = lake.store.positionCode(dataset)
    const after = cursor ? code.decode('export', cursor) : 0
    if (after === null) throw badRequest('Invalid "nextCursor"')
    const scan = scanForExport(lake.store.databaseFile(dataset), {types, after, ids})
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
 * Texts of many lines; an empty one where many scanned documents had none to export.
 *
 * @param cursorAt - where the next request continues, if this one is to end here
 */
function* exportLines(
  scan: RowScan<ExportRow>,
  mayRead: (json: string) => boolean,
  cursorAt: (position: number) => string | null,
): Generator<string> {
  let chunk = ''
  let scanned = 0
  for (let row = scan.next(); row; row = scan.next()) {
    const {position, json} = row
    if (json !== null && mayRead(json)) chunk += `${json}\n`
    scanned += 1
    if (chunk.length < CHUNK && scanned < SCANNED_AT_ONCE) continue
    yield chunk
    chunk = ''
    scanned = 0
    const nextCursor = cursorAt(position)
    if (nextCursor !== null) {
      yield `${JSON.stringify({nextCursor})}\n`
      return
    }
  }
  if (chunk !== '') yield chunk
}
