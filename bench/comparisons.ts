import {join} from 'node:path'
import Database from 'better-sqlite3'
import {evaluateGroq, parseGroq} from '../local/lake/groq/groqNode.ts'
import {expressionKey} from '../local/lake/groq/sql/expressionKey.ts'
import {productIndexPlan} from '../local/lake/groq/sql/indexPlan.ts'
import {LOCAL_DATASET} from '../local/ports.ts'
import type {BenchQuery} from './lakeRequests.ts'
import {timingOf, type Timing} from './statistics.ts'

/** What the lake's answers are compared with, on the same documents. */
export interface Comparisons {
  /** Documents that groq-js gets: all of them, or as many as it can be waited for. */
  documents: number
  /** One evaluation by groq-js, in milliseconds. */
  withGroqJs(query: BenchQuery): number
  /** Hand-written SQL on the same tables. */
  withSql(sql: (column: (expression: string) => string) => string): Timing
  close(): void
}

/** groq-js over more than this takes longer than one waits. */
const MOST = 100_000

/** Opens a bench directory for comparisons. */
export function openComparisons(directory: string): Comparisons {
  const file = join(directory, `dataset-${LOCAL_DATASET}.sqlite`)
  const database = new Database(file, {readonly: true})
  const json = database.prepare<[number], string>('SELECT json FROM documents LIMIT ?').pluck()
  let dataset: unknown[] | null = null
  const columns = productIndexPlan().types.get('lead')?.columns ?? []
  const column = (expression: string) => {
    const key = expressionKey(parseGroq(expression))
    const found = columns.find((entry) => entry.key === key)
    if (!found) throw new Error(`Leads have no column for ${expression}`)
    return found.name
  }
  const total = Number(database.prepare('SELECT count(*) FROM documents').pluck().get())
  return {
    documents: Math.min(total, MOST),
    withGroqJs({query, params}) {
      dataset ??= json.all(MOST).map((text): unknown => JSON.parse(text))
      const started = performance.now()
      JSON.stringify(evaluateGroq(parseGroq(query, params), {dataset}))
      return performance.now() - started
    },
    withSql(sql) {
      const statement = database.prepare(sql(column))
      const durations: number[] = []
      for (let run = 0; run < 10; run += 1) {
        const started = performance.now()
        statement.all()
        durations.push(performance.now() - started)
      }
      return timingOf(durations)
    },
    close: () => {
      database.close()
    },
  }
}
