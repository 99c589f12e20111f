import {wrap, type Remote} from 'comlink'
import type {Corrections} from '../../../../core/imports/corrections.ts'
import type {FileParser, SheetToRead} from './fileParser.ts'
import type {ServedParser} from './parseWorker.ts'

/** A parser whose worker starts with its first task, and again after it was closed. */
export function startWorkerParser(): FileParser {
  let running: {worker: Worker; served: Remote<ServedParser>} | null = null
  const serve = (): Remote<ServedParser> => {
    if (!running) {
      const worker = new Worker(new URL('./parseWorker.ts', import.meta.url), {type: 'module'})
      running = {worker, served: wrap<ServedParser>(worker)}
    }
    return running.served
  }
  return {
    open: (files) => serve().open([...files]),
    look: (key, options) => serve().look(key, options),
    values: (key, options, column, separator) => serve().values(key, options, column, separator),
    count: (key, options) => serve().count(key, options),
    async *chunks(sheets: readonly SheetToRead[], corrections: Corrections = {}) {
      const reading = await serve().read(sheets, corrections)
      try {
        for (;;) {
          const {done, value} = await reading.next()
          if (done === true) return
          yield value
        }
      } finally {
        await reading.stop()
      }
    },
    close() {
      running?.worker.terminate()
      running = null
    },
  }
}
