import {wrap} from 'comlink'
import type {FileParser, SheetToRead} from './fileParser.ts'
import type {ServedParser} from './parseWorker.ts'

/** Starts a worker that reads files for this page. */
export function startWorkerParser(): FileParser {
  const worker = new Worker(new URL('./parseWorker.ts', import.meta.url), {type: 'module'})
  const served = wrap<ServedParser>(worker)
  return {
    open: (files) => served.open([...files]),
    look: (key, options) => served.look(key, options),
    values: (key, options, column, separator) => served.values(key, options, column, separator),
    async *chunks(sheets: readonly SheetToRead[]) {
      const reading = await served.read(sheets)
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
    close: () => worker.terminate(),
  }
}
