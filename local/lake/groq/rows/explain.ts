/** How a query was answered. */
export interface ExplainedQuery {
  /**
   * `sql`: from indexes alone; `narrowed`: indexes left some documents to read and check; `scanned`:
   * every document was read.
   */
  plan: 'sql' | 'narrowed' | 'scanned'
  /** Documents that were read and checked. */
  rows: number
  /** The statements, in order. */
  sql: string[]
}

/** Records how a query is answered. */
export interface QueryExplanation {
  statement(sql: string): void
  /** @param isNarrow - whether these are fewer than all documents */
  documentsRead(rows: number, isNarrow: boolean): void
  result(): ExplainedQuery
}

/** Only the first statements are recorded. */
const MAX_STATEMENTS = 50

/** Starts a record. */
export function createExplanation(): QueryExplanation {
  const sql: string[] = []
  let plan: ExplainedQuery['plan'] = 'sql'
  let rows = 0
  return {
    statement(text) {
      if (sql.length < MAX_STATEMENTS) sql.push(text)
    },
    documentsRead(count, isNarrow) {
      rows += count
      if (!isNarrow) plan = 'scanned'
      else if (plan === 'sql') plan = 'narrowed'
    },
    result: () => ({plan, rows, sql}),
  }
}
