import {parentPort, workerData} from 'node:worker_threads'
import {z} from 'zod'
import {keepCompiled} from '../nodeSettings.ts'
import {createResources, describeError, loadHandler} from './functionModule.ts'

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

/** A message of a worker to the runner. */
export type WorkerMessage =
  | {type: 'ready'}
  | {type: 'broken'; error: string}
  | {type: 'pong'}
  | {type: 'result'; id: number; error: string | null}

const port = parentPort
if (!port) throw new Error('This module runs as a worker of the function runner')
const {entry, resources} = SETUP.parse(workerData)
const send = (message: WorkerMessage): void => port.postMessage(message)

try {
  const handler = await loadHandler(entry)
  port.on('message', (raw: unknown) => {
    const message = MESSAGE.parse(raw)
    if (message.type === 'ping') {
      send({type: 'pong'})
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
      () => send({type: 'result', id, error: null}),
      (error: unknown) => send({type: 'result', id, error: describeError(error)}),
    )
  })
  send({type: 'ready'})
  keepCompiled()
} catch (error) {
  send({type: 'broken', error: describeError(error)})
}
