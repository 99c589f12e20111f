// Runs one call of one function: the runner starts this script for each call, and kills its process
// when the call has ended.
import {enableCompileCache, flushCompileCache} from 'node:module'
import {createResources, describeError, loadHandler, type NamedResource} from '../functionModule.ts'

/** The message of the runner: the call. */
export interface CallRequest {
  context: Record<string, unknown>
  resources: NamedResource[]
  /** Event data as JSON text. */
  data: string
  lineage: string
}

/** The messages of the script: first that the function is loaded, then how the call ended. */
export type CallMessage = {type: 'loaded'} | {type: 'ended'; error: string | null}

const [entry = '', compileCache = ''] = process.argv.slice(2)

function send(message: CallMessage): void {
  process.send?.(message)
}

/** Longest wait for the runner to end the process, in milliseconds; a runner may be killed too. */
const END_LIMIT_MS = 10_000

/** Reports how the call ended, and blocks until the runner ends the process. */
function end(error: string | null): void {
  send({type: 'ended', error})
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, END_LIMIT_MS)
  process.exit(1)
}

async function load(): ReturnType<typeof loadHandler> {
  const handler = await loadHandler(entry)
  send({type: 'loaded'})
  return handler
}

async function run({context, resources, data, lineage}: CallRequest): Promise<void> {
  // @sanity/client reads it from here.
  process.env['X_SANITY_LINEAGE'] = lineage
  const handler = await loading
  await handler({
    context: {...context, lineage, resources: createResources(resources)},
    event: {data: JSON.parse(data)},
  })
  // By now it also contains what is compiled only during a call.
  flushCompileCache()
}

process.on('disconnect', () => process.exit(1))
enableCompileCache(compileCache)
const loading = load()
process.once('message', (request: CallRequest) => {
  run(request).then(
    () => end(null),
    (error: unknown) => end(describeError(error)),
  )
})
// `run` reports the error.
loading.catch(() => {})
