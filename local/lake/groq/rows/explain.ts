/** How a query was answered. */
export interface ExplainedQuery {
  /**
   * `sql`: from indexes alone; `narrowed`: indexes left documents to look at one by one; `scanned`:
   * nothing could be left out.
   */
  plan: 'sql' | 'narrowed' | 'scanned'
  /** Documents that were looked at one by one. */
  rows: number
  /** The statements, in order. */
  sql: string[]
}

/** Takes notes of how a query is answered. */
export interface QueryExplanation {
  statement(sql: string): void
  /** Documents were looked at one by one; `isNarrow` when these were not all there are. */
  looked(rows: number, isNarrow: boolean): void
  result(): ExplainedQuery
}

/** So many statements are told of. */
const MAX_STATEMENTS = 50

/** Begins to take notes. */
export function createExplanation(): QueryExplanation {
  const sql: string[] = []
  let plan: ExplainedQuery['plan'] = 'sql'
  let rows = 0
  return {
    statement(text) {
      if (sql.length < MAX_STATEMENTS) sql.push(text)
    },
    looked(count, isNarrow) {
      rows += count
      if (!isNarrow) plan = 'scanned'
      else if (plan === 'sql') plan = 'narrowed'
    },
    result: () => ({plan, rows, sql}),
  }
}
