import Database from 'better-sqlite3'
import {fork} from 'node:child_process'
import {once} from 'node:events'
import {fileURLToPath} from 'node:url'
import {z} from 'zod'
import {evaluateGroq, parseGroq} from '../local/lake/groq/groqNode.ts'
import type {BenchQuery} from './lakeRequests.ts'

const ORDER = z.object({
  query: z.string(),
  params: z.record(z.string(), z.unknown()),
  documents: z.number(),
})
const ANSWER = z.object({ms: z.number(), documents: z.number()})

/** How long groq-js took, on how many documents. */
export type GroqJsTiming = z.infer<typeof ANSWER>

/** groq-js in its own process, which holds a million documents. */
export interface GroqJsProcess {
  /**
   * Runs one evaluation: on all documents if that takes less than a minute, and all evaluations so far
   * less than a few minutes; else on some of them.
   */
  time(query: BenchQuery): Promise<GroqJsTiming>
  end(): Promise<void>
}

/** Documents of the first evaluation, and of queries that take too long on all. */
const PART = 100_000
const LONGEST_MS = 60_000
/** Limit of all evaluations on all documents together. */
const LONGEST_ALL_MS = 240_000
const HEAP_MB = 8192

/**
 * Starts groq-js on the documents of a file.
 *
 * @param documents - how many there are
 */
export function startGroqJs(file: string, documents: number): GroqJsProcess {
  const child = fork(fileURLToPath(import.meta.url), [file], {
    execArgv: [`--max-old-space-size=${HEAP_MB}`],
  })
  const ended = once(child, 'exit')
  let spent = 0
  async function on(count: number, query: BenchQuery): Promise<GroqJsTiming> {
    const answer = once(child, 'message')
    child.send({...query, documents: count})
    const lost = ended.then((): never => {
      throw new Error('groq-js ended before it answered')
    })
    const [message] = await Promise.race([answer, lost])
    return ANSWER.parse(message)
  }
  return {
    async time(query) {
      const part = await on(Math.min(documents, PART), query)
      const expected = (part.ms * documents) / part.documents
      const isTooMuch = expected > LONGEST_MS || spent + expected > LONGEST_ALL_MS
      if (documents === part.documents || isTooMuch) return part
      const all = await on(documents, query)
      spent += all.ms
      return all
    },
    async end() {
      if (child.connected) child.disconnect()
      await ended
    },
  }
}

function answerOrders(file: string): void {
  const database = new Database(file, {readonly: true})
  const json = database
    .prepare<[number, number], string>('SELECT json FROM documents ORDER BY n LIMIT ? OFFSET ?')
    .pluck()
  const all: unknown[] = []
  process.on('message', (message) => {
    const {query, params, documents} = ORDER.parse(message)
    if (all.length < documents) {
      for (const text of json.iterate(documents - all.length, all.length))
        all.push(JSON.parse(text))
    }
    const dataset = all.length > documents ? all.slice(0, documents) : all
    const started = performance.now()
    JSON.stringify(evaluateGroq(parseGroq(query, params), {dataset}))
    process.send?.({ms: performance.now() - started, documents: dataset.length})
  })
}

const [, script, file] = process.argv
if (process.send && file && script === fileURLToPath(import.meta.url)) answerOrders(file)
