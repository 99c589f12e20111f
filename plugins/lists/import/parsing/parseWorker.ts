import {expose, proxy} from 'comlink'
import type {Corrections} from '../../../../core/imports/corrections.ts'
import {createFileParser} from './createFileParser.ts'
import type {SheetToRead} from './fileParser.ts'

const parser = createFileParser()

/** What the worker offers to its page. */
const served = {
  open: parser.open,
  look: parser.look,
  values: parser.values,
  count: parser.count,
  /** The page asks for each chunk, so that no more is in memory than it can send. */
  read(sheets: readonly SheetToRead[], corrections: Corrections) {
    const chunks = parser.chunks(sheets, corrections)
    return proxy({
      next: () => chunks.next(),
      stop: () => chunks.return(undefined),
    })
  },
}

export type ServedParser = typeof served

expose(served)
