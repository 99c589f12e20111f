import {Hono} from 'hono'
import {LakeError} from '../lakeError.ts'
import {parseDocument} from '../store/jsonDocument.ts'
import type {Caller, DocumentScan, LakeEnv, LakeServices} from '../types.ts'
import {datasetOf} from './datasetOf.ts'

/** About how much is sent at a time, in characters: enough to be fast, little enough to stay flat. */
const CHUNK = 128 * 1024

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
    const scan = lake.store.scanDocuments(dataset, {
      after: cursor ? positionOf(cursor) : 0,
      ...(types.length > 0 ? {types} : {}),
    })
    const deadline = cursor === undefined ? Infinity : nowMs() + CURSOR_RUN_MS
    const lines = exportLines(lake, caller, scan, () => nowMs() > deadline)
    return context.body(streamOf(lines, scan), 200, {
      'Content-Type': 'application/x-ndjson',
      'Cache-Control': 'no-store',
    })
  })
}

function* exportLines(
  lake: LakeServices,
  caller: Caller,
  scan: DocumentScan,
  isOver: () => boolean,
): Generator<string> {
  const readsAll = lake.access.isAdministrator(caller)
  let chunk = ''
  for (const {position, json} of scan) {
    if (readsAll || lake.access.can(caller, 'read', parseDocument(json))) chunk += `${json}\n`
    if (chunk.length < CHUNK) continue
    yield chunk
    chunk = ''
    if (isOver()) {
      yield `${JSON.stringify({nextCursor: cursorOf(position)})}\n`
      return
    }
  }
  if (chunk !== '') yield chunk
}

/** Pulls only as fast as the reader takes, and closes the scan when the reader is gone. */
function streamOf(lines: Generator<string>, scan: DocumentScan): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  return new ReadableStream({
    pull(controller) {
      const next = lines.next()
      if (!next.done) {
        controller.enqueue(encoder.encode(next.value))
        return
      }
      scan.close()
      controller.close()
    },
    cancel() {
      scan.close()
    },
  })
}

function cursorOf(position: number): string {
  return Buffer.from(String(position)).toString('base64url')
}

function positionOf(cursor: string): number {
  const position = Number(Buffer.from(cursor, 'base64url').toString())
  if (Number.isSafeInteger(position) && cursorOf(position) === cursor) return position
  throw LakeError.http(400, 'Bad Request', 'Invalid "nextCursor"')
}
