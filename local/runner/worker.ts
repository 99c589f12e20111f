import {parentPort, workerData} from 'node:worker_threads'
import {z} from 'zod'
import {createResources} from './resources.ts'
import {keepCompiled} from '../threadCache.ts'

const RESOURCE = z.object({id: z.string(), name: z.string(), type: z.string()})
const SETUP = z.object({entry: z.string(), resources: z.array(RESOURCE)})
const MESSAGE = z.discriminatedUnion('type', [
  z.object({type: z.literal('ping')}),
  z.object({
    type: z.literal('invoke'),
    id: z.number(),
    data: z.string(),
    context: z.record(z.string(), z.unknown()),
  }),
])

/** What a worker tells the runner. */
export type WorkerMessage =
  | {type: 'ready'}
  | {type: 'broken'; error: string}
  | {type: 'pong'}
  | {type: 'result'; id: number; error: string | null}

function describe(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error)
}

const port = parentPort
if (!port) throw new Error('This module runs as a worker of the function runner')
const {entry, resources} = SETUP.parse(workerData)
const tell = (message: WorkerMessage): void => port.postMessage(message)

async function loadHandler(): Promise<(envelope: object) => unknown> {
  const module: {handler?: unknown; default?: unknown} = await import(entry)
  const found = module.handler ?? module.default
  if (typeof found !== 'function') throw new Error('The function exports no handler')
  return async (envelope) => found(envelope)
}

try {
  const handler = await loadHandler()
  port.on('message', (raw: unknown) => {
    const message = MESSAGE.parse(raw)
    if (message.type === 'ping') {
      tell({type: 'pong'})
      return
    }
    const {id, data, context} = message
    const run = async (): Promise<void> => {
      await handler({
        context: {...context, resources: createResources(resources)},
        event: {data: JSON.parse(data)},
      })
    }
    run().then(
      () => tell({type: 'result', id, error: null}),
      (error: unknown) => tell({type: 'result', id, error: describe(error)}),
    )
  })
  tell({type: 'ready'})
  keepCompiled()
} catch (error) {
  tell({type: 'broken', error: describe(error)})
}
