// Runs one call of one function and nothing else: the runner starts this script for each call, and
// ends its process when the call has ended.
import {enableCompileCache, flushCompileCache} from 'node:module'
import {createResources, type NamedResource} from '../resources.ts'

/** What the runner sends: the call. */
export interface CallRequest {
  context: Record<string, unknown>
  resources: NamedResource[]
  /** Event data as JSON text. */
  data: string
  lineage: string
}

/** What the script answers: first that the function is loaded, then how the call ended. */
export type CallMessage = {type: 'loaded'} | {type: 'ended'; error: string | null}

const [entry = '', compileCache = ''] = process.argv.slice(2)

function tell(message: CallMessage): void {
  process.send?.(message)
}

/** Longest wait for the runner to end the process, in milliseconds; a runner may be killed too. */
const END_LIMIT_MS = 10_000

/** Tells how the call ended, and runs nothing more until the runner ends the process. */
function end(error: string | null): void {
  tell({type: 'ended', error})
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, END_LIMIT_MS)
  process.exit(1)
}

function describe(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error)
}

async function loadHandler(): Promise<(envelope: object) => unknown> {
  const module: {handler?: unknown; default?: unknown} = await import(entry)
  const found = module.handler ?? module.default
  if (typeof found !== 'function') throw new Error('The function exports no handler')
  tell({type: 'loaded'})
  return (envelope) => found(envelope)
}

async function run({context, resources, data, lineage}: CallRequest): Promise<void> {
  // @sanity/client takes it from here.
  process.env['X_SANITY_LINEAGE'] = lineage
  const handler = await loading
  await handler({
    context: {...context, lineage, resources: createResources(resources)},
    event: {data: JSON.parse(data)},
  })
  // Now it also holds what is compiled no earlier than a call needs it.
  flushCompileCache()
}

process.on('disconnect', () => process.exit(1))
enableCompileCache(compileCache)
const loading = loadHandler()
process.once('message', (request: CallRequest) => {
  run(request).then(
    () => end(null),
    (error: unknown) => end(describe(error)),
  )
})
// The call answers with the error.
loading.catch(() => {})
