import {AsyncLocalStorage} from 'node:async_hooks'
import {aroundAll, aroundEach} from 'vitest'

/** What runs: a test, or the set-up and tear-down of a file. Whatever it starts inherits it. */
const running = new AsyncLocalStorage<string>()

function note(error: unknown): void {
  const startedBy = running.getStore()
  if (startedBy === undefined || !(error instanceof Error)) return
  Object.defineProperty(error, 'startedBy', {value: startedBy, enumerable: true})
}

/** Set once in a worker, which runs several files and prepares each of them. */
const NOTING = Symbol.for('leads.test.notingErrors')

/** Vitest passes over an error that has a listener besides its own; so this one calls Vitest's. */
function noteBefore(event: 'uncaughtException' | 'unhandledRejection'): void {
  const emitter: NodeJS.EventEmitter = process
  const listeners = emitter.listeners(event)
  emitter.removeAllListeners(event)
  emitter.on(event, (error: unknown, ...rest: unknown[]) => {
    note(error)
    for (const listener of listeners) Reflect.apply(listener, process, [error, ...rest])
  })
}

/**
 * Adds to each error outside of a test the test that caused it, as `startedBy`: Vitest names only the
 * test that is running when it is thrown.
 */
export function attributeErrors(): void {
  if (!Reflect.has(globalThis, NOTING)) {
    noteBefore('uncaughtException')
    noteBefore('unhandledRejection')
    Reflect.set(globalThis, NOTING, true)
  }
  // Vitest reads the names of what is wanted from the second argument's pattern: nothing is.
  // oxlint-disable-next-line no-empty-pattern
  aroundAll((runSuite, {}, {file}) => running.run(`${file.name} > set-up`, runSuite))
  aroundEach((runTest, {task}) => running.run(`${task.file.name} > ${task.fullTestName}`, runTest))
}
