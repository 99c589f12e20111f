import Database from 'better-sqlite3'
import {join} from 'node:path'
import {parseGroq} from '../local/lake/groq/groqNode.ts'
import {expressionKey} from '../local/lake/groq/groqTree.ts'
import {productIndexPlan} from '../local/lake/groq/indexes/indexPlan.ts'
import {LOCAL_DATASET} from '../local/ports.ts'
import {BENCH_SITE} from './benchDocuments.ts'
import {type Timing, timingOf} from './benchRow.ts'

/** What hand-written SQL needs to know of the tables. */
export interface SqlTables {
  /** The column of `entries` that holds an expression of leads. */
  column: (expression: string) => string
  /** Condition on `entries` for the leads of the site. */
  leads: string
}

/** Hand-written statements for the rows of a query. */
export type HandWritten = (tables: SqlTables) => string | string[]

/** The lake's tables, read without the lake. */
export interface SqlComparison {
  /** Documents in all. */
  documents: number
  file: string
  time(sql: HandWritten): Timing
  close(): void
}

/** Limits of a measurement, whichever comes first. */
const RUNS = 10
const LONGEST_MS = 3000

/** Opens a bench directory for hand-written SQL. */
export function openSqlComparison(directory: string): SqlComparison {
  const file = join(directory, `dataset-${LOCAL_DATASET}.sqlite`)
  const database = new Database(file, {readonly: true})
  const plan = productIndexPlan().types.get('lead')
  const family = database
    .prepare("SELECT f FROM families WHERE type = 'lead' AND root = ? AND generation = 0")
    .pluck()
    .get(`${BENCH_SITE}.`)
  const tables: SqlTables = {
    leads: `t = ${plan?.number} AND f = ${Number(family)}`,
    column(expression) {
      const key = expressionKey(parseGroq(expression))
      const found = [...(plan?.columns ?? []), ...(plan?.members ?? [])].find(
        (entry) => entry.key === key,
      )
      if (!found) throw new Error(`Leads have no column for ${expression}`)
      return found.name
    },
  }
  return {
    file,
    documents: Number(database.prepare('SELECT count(*) FROM documents').pluck().get()),
    time(sql) {
      const statements = [sql(tables)].flat().map((text) => database.prepare(text))
      const durations: number[] = []
      const begin = performance.now()
      while (durations.length < RUNS && performance.now() - begin < LONGEST_MS) {
        const started = performance.now()
        for (const statement of statements) statement.all()
        durations.push(performance.now() - started)
      }
      return timingOf(durations)
    },
    close: () => {
      database.close()
    },
  }
}
